using System.Security.Claims;
using Marten;
using Npgsql;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Postgres;
using Verwaltung.Procedures.Contracts;

namespace Verwaltung.Cases;

/// <summary>A case as its applicant sees it.</summary>
[ObjectType, Node]
internal sealed record MyCase([property: GraphQLIgnore] Case State, [property: GraphQLIgnore] Bundle Bundle, long Version)
{
    [ID] public Guid Id => State.Id.Value;
    public string FileNumber => State.FileNumber;
    public string ProcedureKey => State.ProcedureKey;
    public DateTimeOffset ReceivedAt => State.ReceivedAt;
    [GraphQLDescription("When an answer is expected; not a legal period.")]
    public DateOnly ServiceTarget => State.ServiceTarget;
    public bool IsClosed => State.IsClosed;

    [GraphQLDescription("The notice, as soon as it lies in the mailbox or was posted, and as long as it can be opened.")]
    public MyNotice? Notice => State.Notice?.In(Bundle.Settings) switch
    {
        { PlacedAt: { } placed, WithdrawnAt: null } notice => new MyNotice(notice, placed),
        { PostedOn: not null } posted => new MyNotice(posted, posted.IssuedAt),
        _ => null,
    };

    [GraphQLDescription(
        "Whether the notice is on its way by post: chosen so, or because it was not "
        + "opened in the mailbox within ten days, or no mail about it could be sent.")]
    public bool NoticeComesByPost => State.Notice is { QueuedAt: not null, PostedOn: null };

    [GraphQLDescription("The day our letter with the notice came back; null if it did not, or is on its way again.")]
    public DateOnly? NoticeCameBackOn => State.Notice?.ReturnedOn;
}

/// <summary>The notice as its addressee sees it.</summary>
[ObjectType]
internal sealed record MyNotice([property: GraphQLIgnore] Notice State, DateTimeOffset ProvidedAt)
{
    [ID, GraphQLDescription("Its file; null until it was opened with `retrieveNotice` or came by post, so that opening it is always on record.")]
    public FileId? File => State.IsReadable ? State.File : null;
    [GraphQLDescription("As the decision was stored, for example `bewilligt` or `abgelehnt`.")]
    public string Kind => State.Kind;
    public DateTimeOffset? RetrievedAt => State.RetrievedAt;
    public DateOnly? PostedOn => State.PostedOn;
    [GraphQLDescription("The day from which the notice counts as notified; null until it does.")]
    public DateOnly? NotifiedOn => State.NotifiedOn;
    [GraphQLDescription("Last day for a legal remedy; null for a letter that decides nothing, such as a hearing (§ 28 VwVfG NRW).")]
    public DateOnly? RemedyEnds => State.Decides ? State.RemedyEnds : null;
    [GraphQLDescription("How both days were computed, in German.")]
    public IReadOnlyList<string> Reasons => State.Decides ? State.Reasons : [];
}

[ExtendObjectType(typeof(MyCase))]
internal static class MyCaseFields
{
    [NodeResolver]
    public static async Task<MyCase?> GetAsync([ID] Guid id, Actor? actor, IDocumentStore store, CaseProcess process, CancellationToken cancellation) =>
        actor is null ? null : await MyCasesQueries.MyCaseAsync(id, actor, store, process, cancellation);

    public static string ProcedureTitle([Parent] MyCase @case, string language = "de") => @case.Bundle.Settings.Title.In(language);

    [GraphQLDescription("Where the case stands, in plain words from the procedure; empty when the procedure has none for this step.")]
    public static string Status([Parent] MyCase @case, string language = "de") =>
        @case.State.ActiveElements.Concat(@case.State.Withdrawal is null ? [] : [Withdrawal.Message])
            .Select(element => @case.Bundle.Settings.Status.GetValueOrDefault(element)?.In(language))
            .FirstOrDefault(text => text is not null)
            ?? "";

    public static IReadOnlyList<CaseDocument> Documents([Parent] MyCase @case) =>
        [.. @case.State.Documents.Where(@case.State.IsForApplicant)];
}

[QueryType]
internal static class MyCasesQueries
{
    [Authorize, ListSize(100)]
    [GraphQLDescription("The signed-in person's own cases, newest first, a hundred at most.")]
    public static async Task<IReadOnlyList<MyCase>> MyCasesAsync(
        Actor actor, NpgsqlDataSource source, IDocumentStore store, CaseProcess process, CancellationToken cancellation)
    {
        var mine = new List<MyCase>();
        foreach (var id in await IdsAsync(source, actor.Id, cancellation))
            if (await MyCaseAsync(id, actor, store, process, cancellation) is { } @case)
                mine.Add(@case);
        return mine;
    }

    [Authorize]
    [GraphQLDescription("One of the signed-in person's own cases; null if there is none of that id.")]
    public static async Task<MyCase?> MyCaseAsync([ID] Guid id, Actor actor, IDocumentStore store, CaseProcess process, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession();
        var stream = await session.Events.FetchForWriting<Case>(id, cancellation);
        return stream.Aggregate is { } @case && @case.Applicant == actor.Id
            ? new MyCase(@case, await process.BundleAsync(@case.Bundle, cancellation), stream.Version())
            : null;
    }

    private static Task<IReadOnlyList<Guid>> IdsAsync(NpgsqlDataSource source, PersonId person, CancellationToken cancellation) => source.ListAsync<Guid>(
        "select case_id from cases where applicant = $1 order by received_at desc, case_id desc limit 100", cancellation, person.Value);
}

[MutationType]
internal static class MyCasesMutations
{
    [Authorize]
    [GraphQLDescription("Opens the notice in the mailbox. The first time counts: from it the day of notification follows (§ 41(2a) VwVfG).")]
    [Error(typeof(CaseNotFound)), Error(typeof(RetrievalOver))]
    public static Task<Outcome<ChangedCase>> RetrieveNoticeAsync([ID] Guid caseId, Actor actor, IRunner runner, CancellationToken cancellation) =>
        runner.ChangeAsync(new RetrieveNotice(new CaseId(caseId), actor.Id), null, actor, cancellation);
}
