using System.Collections.Immutable;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Portal;

/// <summary>The application's form for a person at the counter, filled with what account and register know.</summary>
[ObjectType]
internal sealed record CaptureForm(
    string Title, string ApplicantName, DateOnly BirthDate, bool HasMailbox,
    [property: GraphQLDescription("The form as form-js JSON.")] string Form, JsonNode? Values, IReadOnlyList<DraftValueOrigin> Origins,
    [property: GraphQLDescription("Whether the resident register knew the address; if not it is typed and checked later.")] bool IsFromRegister);

/// <summary>A procedure that the signed-in clerk may capture applications for.</summary>
[ObjectType]
internal sealed record CapturableProcedure(string Key, string Title);

[QueryType, Authorize(Roles = RoleNames.Clerk)]
internal static class CaptureQueries
{
    [GraphQLDescription("The procedures of the signed-in clerk's teams.")]
    public static async Task<IReadOnlyList<CapturableProcedure>> CapturableProceduresAsync(
        Actor actor, IRunner runner, CancellationToken cancellation, string language = "de") =>
        [.. (await runner.InvokeAsync<IReadOnlyList<Bundle>>(new ListActiveBundles(), cancellation: cancellation))
            .Where(bundle => actor.IsIn(bundle.Settings.Team)).Select(
                bundle => new CapturableProcedure(bundle.Settings.Key, bundle.Settings.Title.In(language)))];

    [GraphQLDescription(
        "The form for capturing an application. Asks the resident register, on record with the clerk's name; null without such a procedure or person.")]
    public static async Task<CaptureForm?> CaptureFormAsync(
        string procedure, [ID] Guid person, Actor actor, IRunner runner, TimeProvider time, CancellationToken cancellation, string language = "de")
    {
        if (await CaptureRights.BundleAsync(procedure, actor, runner, cancellation) is not { } bundle
            || await runner.InvokeAsync<Citizen?>(new GetCitizen(new PersonId(person)), cancellation: cancellation) is not { } citizen)
            return null;

        var draft = await CapturedDraft.BeginAsync(Guid.Empty, citizen.Id, bundle, actor.Id, runner, time, cancellation);
        return new CaptureForm(
            bundle.Settings.Title.In(language), citizen.Name, citizen.BirthDate, (
                await runner.InvokeAsync<MailboxKnown>(new GetMailbox(citizen.Id), cancellation: cancellation)).HasMailbox,
            bundle.FormFiles[bundle.Settings.ApplicationForm], draft.Values.ToJson(),
            [.. draft.Origins.Select(origin => new DraftValueOrigin(origin.Key, origin.Value.Source, origin.Value.At))],
            draft.Origins.Values.Any(origin => new ValueOrigin(origin.Source).IsRegister));
    }
}

internal static class CapturedDraft
{
    /// <summary>What account and register know of the person, as in an application of their own; it is not kept.</summary>
    public static async Task<Draft> BeginAsync(
        Guid id, PersonId person, Bundle bundle, PersonId by, IRunner runner, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var form = bundle.Forms[bundle.Settings.ApplicationForm];
        var empty = new Draft(id, person, bundle.Settings.Key, bundle.Hash, Feel.FeelContext.Empty, ImmutableDictionary<string, DraftOrigin>.Empty, [], now);
        var known = await DraftSources.WithAccountAsync(empty, form, runner, now, cancellation);
        return await DraftSources.WithRegisterAsync(known, form, $"{bundle.Settings.Title.De}: Erfassung für die Person", by, runner, cancellation);
    }
}
