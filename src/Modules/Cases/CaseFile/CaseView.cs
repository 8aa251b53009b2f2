using System.Globalization;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Web;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>A case as staff see it.</summary>
[ObjectType("Case")]
internal sealed record CaseView([property: GraphQLIgnore] Case State, [property: GraphQLIgnore] Bundle Bundle, long Version)
{
    [ID] public Guid Id => State.Id.Value;
    public string FileNumber => State.FileNumber;
    public string ProcedureKey => State.ProcedureKey;
    public string Team => State.Team;
    public string Channel => State.Channel;
    public DateTimeOffset ReceivedAt => State.ReceivedAt;
    public bool IsClosed => State.IsClosed;
    [GraphQLDescription("What the case is doing: the name of an open task, or what it waits for.")]
    public string Step => State.Step;
    [GraphQLDescription("Internal target; not a legal period.")]
    public DateOnly ServiceTarget => State.ServiceTarget;
    [GraphQLDescription("From this day on an action for failure to act is possible (§ 75 VwGO): three months after receipt. It does not pause.")]
    public DateOnly InactionFrom => LegalTime.Day(State.ReceivedAt).AddMonths(3);
    public string ApplicantName => State.ApplicantName;
}

/// <summary>A value of the case data with where it came from.</summary>
/// <param name="Path">Path in the case data, for example <c>antrag.kennzeichen</c>.</param>
/// <param name="IsApplied">Whether the application's form asks for it.</param>
/// <param name="Origin"><c>applicant</c>, <c>clerk</c>, <c>account</c>, <c>register:NAME</c>, <c>decision:NAME</c>, <c>derived:PATH</c>, <c>model</c>.</param>
[ObjectType]
internal sealed record CaseField(
    string Path, string Label, JsonNode? Value, string Text, bool IsApplied, string Origin, [property: GraphQLIgnore] PersonId? By, DateTimeOffset At)
{
    [GraphQLDescription("First name of the path: values of one group belong together.")]
    public string Group => Path.Split('.')[0];
}

/// <summary>What the rules found. It prepares the decision, it is none.</summary>
/// <param name="Result"><c>erfuellt</c>, <c>ermessen</c> or <c>nicht-erfuellt</c>.</param>
[ObjectType]
internal sealed record Findings(string Result, IReadOnlyList<FindingReason> Reasons);

[ObjectType]
internal sealed record FindingReason(string Code, string? Result, string? Text);

/// <summary>An open task of a case.</summary>
[ObjectType]
internal sealed record CaseTask(
    [property: ID] Guid Id, string ElementId, string Name, string? FormId, [property: GraphQLIgnore] PersonId? Assignee, DateTimeOffset? Due,
    [property: GraphQLDescription("Why the signed-in person may not do it; null if it is theirs to do.")] string? RefusalCode,
    [property: GraphQLDescription("The form as form-js JSON.")] string? Form);

/// <summary>A step that stopped because of a fault of the model or of data.</summary>
[ObjectType]
internal sealed record CaseIncident([property: ID] Guid Id, string ElementId, string ElementName, string Code, string Message);

[ExtendObjectType(typeof(CaseView))]
internal static class CaseFields
{
    [GraphQLDescription("Title of the procedure.")]
    public static string ProcedureTitle([Parent] CaseView @case, string language = "de") => @case.Bundle.Settings.Title.In(language);

    [GraphQLDescription("Every value of the case data with its origin, in the order of the application's form; `text` and `label` in `language`.")]
    public static IReadOnlyList<CaseField> Fields([Parent] CaseView @case, TextCatalogue texts, TimeProvider time, string language = "de") =>
        new CaseFieldReader(@case, texts.In(CultureInfo.GetCultureInfo(language == "en" ? "en-GB" : "de-DE")), time.GetUtcNow()).Read();

    [GraphQLDescription("What the rules found, from the values `pruefung.ergebnis` and `pruefung.gruende`; null before they were asked.")]
    public static Findings? Findings([Parent] CaseView @case) =>
        @case.State.Text("pruefung.ergebnis") is { Length: > 0 } result
            ? new Findings(result, [.. (@case.State.Process.Values.GetPath("pruefung.gruende") as FeelList)?.Items.OfType<FeelContext>().Select(Reason) ?? []])
            : null;

    [GraphQLDescription("All of the case data as one object.")]
    public static JsonNode? Values([Parent] CaseView @case) => @case.State.Process.Values.ToJson();

    public static IReadOnlyList<CaseTask> Tasks([Parent] CaseView @case, ClaimsPrincipal user) =>
    [
        .. @case.State.Process.OpenTasks.Values.Select(task => new CaseTask(
            task.Task, task.ElementId, task.Name, task.FormId,
            @case.State.Claims.TryGetValue(task.Task, out var holder) ? holder : null, task.Due,
            @case.State.Refuse(task, Actor.From(user)!)?.Code,
            task.FormId is { } form ? @case.Bundle.FormFiles.GetValueOrDefault(form) : null)),
    ];

    public static IReadOnlyList<CaseIncident> Incidents([Parent] CaseView @case) =>
        [.. @case.State.Process.Incidents.Values.Select(incident => new CaseIncident(
            incident.Incident, incident.ElementId, @case.Bundle.Process.Elements.GetValueOrDefault(incident.ElementId)?.Name ?? incident.ElementId, incident.Code, incident.Message))];

    public static IReadOnlyList<CaseDocument> Documents([Parent] CaseView @case) => @case.State.Documents;

    public static Notice? Notice([Parent] CaseView @case) => @case.State.Notice;

    [GraphQLDescription("What happened and who did it, oldest first.")]
    public static async Task<IReadOnlyList<TimelineEntry>> TimelineAsync([Parent] CaseView @case, EventStore store, CancellationToken cancellation)
    {
        await using var session = store.OpenSession();
        return [.. Timeline.Of(await session.FetchStreamAsync(@case.Id, cancel: cancellation), @case.Bundle.Process)];
    }

    private static FindingReason Reason(FeelContext reason) => new(
        CaseData.Text(reason.Get("code")), Known(reason.Get("ergebnis")), Known(reason.Get("text")));

    private static string? Known(FeelValue value) => value is FeelNull ? null : CaseData.Text(value);
}

[ExtendObjectType(typeof(CaseTask))]
internal static class CaseTaskFields
{
    public static async Task<string?> AssigneeNameAsync([Parent] CaseTask task, DataLoader<PersonId, string> names) =>
        task.Assignee is { } person ? await names.LoadAsync(person) : null;

    [GraphQLDescription("Whether the signed-in person has taken it.")]
    public static bool IsMine([Parent] CaseTask task, ClaimsPrincipal user) => task.Assignee is { } person && person == Actor.From(user)?.Id;
}

[ExtendObjectType(typeof(CaseField))]
internal static class CaseFieldFields
{
    public static async Task<string?> ByNameAsync([Parent] CaseField field, DataLoader<PersonId, string> names) =>
        field.By is { } person ? await names.LoadAsync(person) : null;
}
