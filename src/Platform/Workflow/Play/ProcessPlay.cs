using System.Collections.Immutable;
using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions;

namespace Verwaltung.Workflow;

/// <summary>Runs a process in memory on a virtual clock and does all the work itself.</summary>
public static class ProcessPlay
{
    public static Transcript Run(
        ProcessDefinition definition, IDecisions decisions, FeelContext variables, DateTimeOffset start, PlayOptions? options = null) =>
        throw new NotImplementedException();
}

/// <summary>How a process is played.</summary>
public sealed record PlayOptions
{
    /// <summary>The start event; null for the none start event or else the first one.</summary>
    public string? StartEventId { get; init; }

    /// <summary>Values with which tasks, jobs and messages of an element are completed, by element id.</summary>
    public ImmutableDictionary<string, FeelContext> Values { get; init; } = ImmutableDictionary<string, FeelContext>.Empty;

    /// <summary>Elements whose tasks, jobs and messages are left open, so that their timers run out.</summary>
    public ImmutableHashSet<string> Leave { get; init; } = [];

    /// <summary>The zone of the play, Europe/Berlin unless set.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>Triggers after which the play stops.</summary>
    public int MaxTriggers { get; init; } = 1000;
}

/// <summary>What happened in a play, readable by people and, as JSON, by programs.</summary>
public sealed record Transcript(string ProcessId, ImmutableArray<TranscriptEntry> Entries, ProcessState End);

/// <summary>One line of a transcript.</summary>
/// <param name="Kind">Stable word for what happened, for example <c>task-completed</c>.</param>
public sealed record TranscriptEntry(DateTimeOffset At, string Kind, string? ElementId, string Text);
