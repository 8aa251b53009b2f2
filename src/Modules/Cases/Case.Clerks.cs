using System.Collections.Immutable;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>What those who work on a case leave each other: hand-overs, notes, a follow-up, and for whom a deputy acted.</summary>
internal sealed partial record Case
{
    public ImmutableDictionary<Guid, HandOver> HandOvers { get; init; } = ImmutableDictionary<Guid, HandOver>.Empty;
    public ImmutableArray<CaseNote> Notes { get; init; } = [];
    public FollowUp? FollowUp { get; init; }
    /// <summary>By task, while it is open: for whom a deputy completes it.</summary>
    public ImmutableDictionary<Guid, PersonId> ActingFor { get; init; } = ImmutableDictionary<Guid, PersonId>.Empty;
    /// <summary>By element, beside <see cref="CompletedBy"/>: for whom it was completed, if not in one's own right.</summary>
    public ImmutableDictionary<string, PersonId> CompletedFor { get; init; } = ImmutableDictionary<string, PersonId>.Empty;

    public Case Apply(TaskHandedOver e) =>
        this with { Claims = Claims.SetItem(e.Task, e.To), HandOvers = HandOvers.SetItem(e.Task, new HandOver(e.By, e.To, e.Note)) };
    public Case Apply(TaskDoneFor e) => this with { ActingFor = ActingFor.SetItem(e.Task, e.For) };
    public Case Apply(NoteAdded e) => this with { Notes = Notes.Add(new CaseNote(e.Note, e.Text, e.By, e.At)) };
    public Case Apply(FollowUpSet e) => this with { FollowUp = new FollowUp(e.On, e.Text, e.By, e.At, Rests: true) };
    public Case Apply(FollowUpDone _) => this with { FollowUp = null };

    /// <summary>The hand-over by which the present holder got the task.</summary>
    public HandOver? HandOverOf(Guid task) =>
        HandOvers.TryGetValue(task, out var handOver) && Claims.TryGetValue(task, out var holder) && holder == handOver.To ? handOver : null;

    /// <summary>What comes in ends the rest: new work or an answer is not to wait for the day.</summary>
    private FollowUp? FollowUpAfter(ProcessEvent e) =>
        e is UserTaskCreated or MessageReceived or IncidentRaised ? FollowUp is null ? null : FollowUp with { Rests = false } : FollowUp;

    private ImmutableDictionary<string, PersonId> CompletedForAfter(Guid task, string element) =>
        ActingFor.TryGetValue(task, out var person) ? CompletedFor.SetItem(element, person) : CompletedFor.Remove(element);
}

internal sealed record HandOver(PersonId By, PersonId To, string Note);

/// <summary>A note on a case: for colleagues, and part of the file when the applicant asks to see it (§ 29 VwVfG, Art. 15 GDPR).</summary>
internal sealed record CaseNote(Guid Id, string Text, PersonId By, DateTimeOffset At);

/// <summary>Wiedervorlage: on this day somebody looks at the case again.</summary>
/// <param name="Rests">Whether the case keeps out of the lists of work until then.</param>
internal sealed record FollowUp(DateOnly On, string Text, PersonId By, DateTimeOffset At, bool Rests);
