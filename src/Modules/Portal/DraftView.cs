using System.Security.Claims;
using System.Text.Json.Nodes;
using Verwaltung.Feel;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Procedures.Contracts;

namespace Verwaltung.Portal;

/// <summary>An application that is not sent yet.</summary>
[ObjectType("Draft"), Node]
internal sealed record DraftView([property: GraphQLIgnore] Draft State, [property: GraphQLIgnore] Bundle Bundle)
{
    [ID] public Guid Id => State.Id;
    public string ProcedureKey => State.ProcedureKey;
    public DateTimeOffset UpdatedAt => State.UpdatedAt;
    [GraphQLDescription("The form as form-js JSON, in the version the draft was begun with.")]
    public string Form => Bundle.FormFiles[Bundle.Settings.ApplicationForm];
    public JsonNode? Values => State.Values.ToJson();
    [GraphQLDescription("Where each value came from, by path.")]
    public IReadOnlyList<DraftValueOrigin> Origins =>
        [.. State.Origins.Select(origin => new DraftValueOrigin(origin.Key, origin.Value.Source, origin.Value.At))];
    public IReadOnlyList<DraftFileView> Files => [.. State.Files.Select(file => new DraftFileView(file.File, file.Name, file.Field))];
}

[ExtendObjectType(typeof(DraftView))]
internal static class DraftFields
{
    [NodeResolver]
    public static async Task<DraftView?> GetAsync([ID] Guid id, Actor? actor, Drafts drafts, IRunner runner, CancellationToken cancellation) =>
        actor is null ? null : await DraftQueries.DraftAsync(id, actor, drafts, runner, cancellation);

    [GraphQLDescription("Title of the procedure.")]
    public static string ProcedureTitle([Parent] DraftView draft, string language = "de") => draft.Bundle.Settings.Title.In(language);
}

[ObjectType("DraftOrigin")]
internal sealed record DraftValueOrigin(string Path, string Source, DateTimeOffset At);

[ObjectType("DraftFile")]
internal sealed record DraftFileView([property: ID] Guid File, string Name, string Key);

[QueryType, Authorize]
internal static class DraftQueries
{
    [GraphQLDescription("The signed-in person's applications that are not sent yet, last changed first.")]
    public static async Task<IReadOnlyList<DraftView>> MyDraftsAsync(Actor actor, Drafts drafts, IRunner runner, CancellationToken cancellation)
    {
        var views = new List<DraftView>();
        foreach (var draft in await drafts.OfAsync(actor.Id, cancellation))
            views.Add(new DraftView(draft, await runner.InvokeAsync<Bundle>(new GetBundle(draft.Bundle), cancellation: cancellation)));
        return views;
    }

    [GraphQLDescription("One of the signed-in person's applications that are not sent yet; null if there is none of that id.")]
    public static async Task<DraftView?> DraftAsync([ID] Guid id, Actor actor, Drafts drafts, IRunner runner, CancellationToken cancellation) =>
        await drafts.FindAsync(id, actor.Id, cancellation) is { } draft
            ? new DraftView(draft, await runner.InvokeAsync<Bundle>(new GetBundle(draft.Bundle), cancellation: cancellation))
            : null;
}

[MutationType, Authorize]
internal static class DiscardDraft
{
    [GraphQLDescription("Deletes an application that is not sent yet.")]
    public static async Task<Outcome<bool>> DiscardDraftAsync([ID] Guid draftId, Actor actor, Drafts drafts, CancellationToken cancellation)
    {
        await drafts.DeleteAsync(draftId, actor.Id, cancellation);
        return true;
    }
}
