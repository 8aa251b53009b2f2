using System.Collections.Concurrent;
using System.Reflection;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>That an event stands in the timeline of its case, under the text <c>timeline.NAME</c>; what is not told says nothing.</summary>
/// <param name="subject">The member that says what it concerns: a text or a day.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ToldAttribute(string? subject = null) : Attribute
{
    public string? Subject => subject;

    /// <summary>The member with the id of a task or job, which is told by its name in the process.</summary>
    public string? Step { get; init; }

    /// <summary>The member with what a person wrote.</summary>
    public string? Note { get; init; }

    /// <summary>The member with the person for whom a deputy did it.</summary>
    public string? For { get; init; }

    /// <summary>A person did it, and who looks at the case meanwhile is overtaken by it.</summary>
    public bool IsAct { get; init; }
}

/// <summary>How the events of one type are told.</summary>
internal sealed class Telling
{
    // The engine's own events know nothing of a case's timeline.
    private static readonly Dictionary<Type, (ToldAttribute Told, bool IsElement)> Steps = new()
    {
        [typeof(UserTaskCompleted)] = (new() { Step = nameof(UserTaskCompleted.Task), IsAct = true }, false),
        [typeof(JobCompleted)] = (new() { Step = nameof(JobCompleted.Job) }, false),
        [typeof(DecisionEvaluated)] = (new(nameof(DecisionEvaluated.ElementId)), true),
        [typeof(IncidentRaised)] = (new(nameof(IncidentRaised.ElementId)), true),
        [typeof(IncidentResolved)] = (new() { IsAct = true }, false),
        [typeof(ProcessCompleted)] = (new(), false),
        [typeof(ProcessTerminated)] = (new(), false),
    };

    private static readonly ConcurrentDictionary<Type, Telling?> Known = [];

    private readonly PropertyInfo? _subject;
    private readonly PropertyInfo? _note;
    private readonly PropertyInfo? _for;

    private Telling(Type type, ToldAttribute told, bool isElement)
    {
        (IsAct, IsElement) = (told.IsAct, isElement);
        (_subject, _note, _for) = (Member(type, told.Step ?? told.Subject), Member(type, told.Note), Member(type, told.For));
    }

    public bool IsAct { get; }

    /// <summary>Whether the subject is the id of an element of the process.</summary>
    public bool IsElement { get; }

    /// <summary>Null: events of this type are not told.</summary>
    public static Telling? Of(Type type) => Known.GetOrAdd(type, e => Steps.TryGetValue(e, out var step) ? new(e, step.Told, step.IsElement)
        : e.GetCustomAttribute<ToldAttribute>() is { } told ? new(e, told, isElement: false)
        : null);

    public object? Subject(object data) => _subject?.GetValue(data);

    public string? Note(object data) => _note?.GetValue(data) is string { Length: > 0 } text ? text : null;

    public PersonId? For(object data) => (PersonId?)_for?.GetValue(data);

    private static PropertyInfo? Member(Type type, string? name) => name is null ? null
        : type.GetProperty(name) ?? throw new InvalidOperationException($"Expected {type} to have a member {name}.");
}
