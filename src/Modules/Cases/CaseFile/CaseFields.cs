using System.Globalization;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;
using Verwaltung.Web;

namespace Verwaltung.Cases;

[ExtendObjectType(typeof(CaseView))]
internal static class CaseFields
{
    [NodeResolver]
    public static async Task<CaseView?> GetAsync([ID] Guid id, Actor? actor, IDocumentStore store, CaseProcess process, CancellationToken cancellation) =>
        actor is { IsStaff: true } ? await CaseReading.NowAsync(id, actor, store, process, cancellation) : null;

    [GraphQLDescription("Title of the procedure.")]
    public static string ProcedureTitle([Parent] CaseView @case, string language = "de") => @case.Bundle.Settings.Title.In(language);

    [GraphQLDescription("Every value of the case data with its origin, in the order of the application's form; `text` and `label` in `language`.")]
    public static IReadOnlyList<CaseField> Fields([Parent] CaseView @case, TextCatalogue texts, Office office, TimeProvider time, string language = "de") =>
        new CaseFieldReader(@case, texts.In(PeoplesLanguage.Of(language).Culture), office.At(time.GetUtcNow())).Read();

    [GraphQLDescription("What the rules found, from the values `pruefung.ergebnis` and `pruefung.gruende`; null before they were asked.")]
    public static Findings? Findings([Parent] CaseView @case) =>
        @case.State.Text(DataNames.Findings) is { Length: > 0 } result
            ? new Findings(result, [
                .. (@case.State.Process.Values.GetPath(DataNames.FindingReasons) as FeelList)?.Items.OfType<FeelContext>().Select(Reason) ?? []])
            : null;

    [GraphQLDescription("All of the case data as one object.")]
    public static JsonNode? Values([Parent] CaseView @case) => @case.State.Process.Values.ToJson();

    public static IReadOnlyList<CaseTask> Tasks([Parent] CaseView @case, Actor actor) =>
    [
        .. @case.State.Process.OpenTasks.Values.Select(task => new CaseTask(
            task.Task, task.ElementId, task.Name, task.FormId,
            @case.State.Claims.TryGetValue(task.Task, out var holder) ? holder : null, task.Due,
            @case.State.Refuse(task, actor)?.Code,
            task.FormId is { } form ? @case.Bundle.FormFiles.GetValueOrDefault(form) : null,
            @case.State.CanHandOver(task, actor), @case.State.HandOverOf(task.Task))),
    ];

    public static IReadOnlyList<CaseIncident> Incidents([Parent] CaseView @case) =>
        [.. @case.State.Process.Incidents.Values.Select(incident => new CaseIncident(
            incident.Incident, incident.ElementId, @case.Bundle.Process.Elements.GetValueOrDefault(incident.ElementId)?.Name
                ?? incident.ElementId, incident.Code, incident.Message))];

    public static IReadOnlyList<CaseDocument> Documents([Parent] CaseView @case) => @case.State.Documents;

    public static Notice? Notice([Parent] CaseView @case) => @case.State.Notice?.In(@case.Bundle.Settings);

    [GraphQLDescription("What colleagues wrote, oldest first.")]
    public static IReadOnlyList<CaseNote> Notes([Parent] CaseView @case) => @case.State.Notes;

    [GraphQLDescription("Until when the case is put aside; null if it is not.")]
    public static FollowUp? FollowUp([Parent] CaseView @case) => @case.State.FollowUp;

    [GraphQLDescription("What happened and who did it, oldest first.")]
    public static async Task<IReadOnlyList<TimelineEntry>> TimelineAsync([Parent] CaseView @case, Streams streams, CancellationToken cancellation)
    {
        var events = await streams.ReadAsync(@case.Id, Timeline.Untold, cancellation);
        return [.. Timeline.Of([.. events.Where(e => e.Version <= @case.Version)], @case.Bundle.Process)];
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

    [GraphQLDescription("Whether the signed-in person has taken it, or somebody they act for.")]
    public static bool IsMine([Parent] CaseTask task, Actor? actor) => task.Assignee is { } person && actor?.Acts(person) == true;

    [GraphQLDescription("Who handed it over to its present holder.")]
    public static async Task<string?> HandedOverByAsync([Parent] CaseTask task, DataLoader<PersonId, string> names) =>
        task.HandOver is { } handOver ? await names.LoadAsync(handOver.By) : null;

    [GraphQLDescription("What was said when it was handed over.")]
    public static string? HandOverNote([Parent] CaseTask task) => task.HandOver?.Note is { Length: > 0 } note ? note : null;
}

[ExtendObjectType(typeof(CaseField))]
internal static class CaseFieldFields
{
    public static async Task<string?> ByNameAsync([Parent] CaseField field, DataLoader<PersonId, string> names) =>
        field.By is { } person ? await names.LoadAsync(person) : null;
}
