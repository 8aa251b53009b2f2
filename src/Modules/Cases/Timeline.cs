using System.Globalization;
using JasperFx.Events;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>Something that happened in a case.</summary>
/// <param name="Kind">Wire name of the event without its version; clients translate it.</param>
/// <param name="Subject">What it concerns: the name of a step or document; null where the kind says it all.</param>
[ObjectType]
internal sealed record TimelineEntry(DateTimeOffset At, string Kind, string? Subject, [property: GraphQLIgnore] PersonId? By)
{
    /// <summary>For whom a deputy did it.</summary>
    [GraphQLIgnore] public PersonId? For { get; init; }
    [GraphQLDescription("What was written: a note, or the words at a hand-over.")]
    public string? Note { get; init; }
}

/// <summary>Events as people tell them: those that say how (<see cref="ToldAttribute"/>), and some of the process's.</summary>
internal static class Timeline
{
    /// <summary>Most of a case's events, and none of its timeline: what moves tokens and sets values.</summary>
    public static IReadOnlyCollection<Type> Untold { get; } =
        [.. ProcessEvent.Types.Values.Where(type => type != typeof(ElementActivated) && Telling.Of(type) is null)];

    public static IEnumerable<TimelineEntry> Of(IReadOnlyList<IEvent> events, ProcessDefinition process)
    {
        var steps = new Dictionary<Guid, string>();
        var actsFor = new Dictionary<Guid, PersonId>();
        foreach (var e in events)
        {
            if (e.Data is ElementActivated element)
                steps[element.Instance] = element.ElementId;
            if (e.Data is TaskDoneFor done)
                actsFor[done.Task] = done.For;
            if (Telling.Of(e.Data.GetType()) is { } telling)
                yield return new TimelineEntry(e.Timestamp, KindOf(e), Subject(telling, e.Data, steps, process), By(e))
                {
                    For = telling.For(e.Data) ?? (e.Data is UserTaskCompleted task && actsFor.TryGetValue(task.Task, out var absent) ? absent : null),
                    Note = telling.Note(e.Data),
                };
        }
    }

    public static string KindOf(IEvent e) => e.EventTypeName.Split('.')[0];

    /// <summary>What a person does; the rest of a commit follows from it.</summary>
    public static bool IsAct(object data) => Telling.Of(data.GetType())?.IsAct == true;

    private static string? Subject(Telling telling, object data, Dictionary<Guid, string> steps, ProcessDefinition process) => telling.Subject(data) switch
    {
        Guid step => steps.TryGetValue(step, out var element) ? NameOf(process, element) : null,
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        string id when telling.IsElement => NameOf(process, id),
        string { Length: > 0 } text => text,
        _ => null,
    };

    private static string NameOf(ProcessDefinition process, string element) => process.Elements.GetValueOrDefault(element)?.Name ?? element;

    private static PersonId? By(IEvent e) =>
        PersonId.TryParse(e.By(), null, out var person) ? person : null;
}

[ExtendObjectType(typeof(TimelineEntry))]
internal static class TimelineEntryFields
{
    [GraphQLDescription("Who did it; null when the process did.")]
    public static async Task<string?> ByNameAsync([Parent] TimelineEntry entry, DataLoader<PersonId, string> names) =>
        entry.By is { } person ? await names.LoadAsync(person) : null;

    [GraphQLDescription("For whom a deputy did it; null when it was done in one's own right.")]
    public static async Task<string?> ForNameAsync([Parent] TimelineEntry entry, DataLoader<PersonId, string> names) =>
        entry.For is { } person ? await names.LoadAsync(person) : null;
}
