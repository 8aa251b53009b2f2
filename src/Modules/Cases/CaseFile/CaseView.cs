using System.Text.Json.Nodes;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>A case as staff see it.</summary>
[ObjectType("Case"), Node]
internal sealed record CaseView(
    [property: GraphQLIgnore] Case State, [property: GraphQLIgnore] Bundle Bundle, [property: GraphQLIgnore] WorkingDays Days, long Version)
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
    public DateOnly InactionFrom => Inaction.After(LegalTime.Day(State.ReceivedAt), Days).ActionFrom;
    [GraphQLDescription("What the applicant was last asked; while it is open the service target rests.")]
    public Question? Question => State.Question;
    public string ApplicantName => State.ApplicantName;
}

/// <summary>A value of the case data with where it came from.</summary>
/// <param name="Path">Path in the case data, for example <c>antrag.kennzeichen</c>.</param>
/// <param name="IsApplied">Whether the application's form asks for it.</param>
/// <param name="Origin">The text of a <see cref="ValueOrigin"/>.</param>
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
    [property: GraphQLDescription("The form as form-js JSON.")] string? Form,
    [property: GraphQLDescription("Whether the signed-in person may give it to a colleague.")] bool CanHandOver, [property: GraphQLIgnore] HandOver? HandOver);

/// <summary>A step that stopped because of a fault of the model or of data.</summary>
[ObjectType]
internal sealed record CaseIncident([property: ID] Guid Id, string ElementId, string ElementName, string Code, string Message);
