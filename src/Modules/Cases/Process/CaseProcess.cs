using System.Collections.Concurrent;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>
/// The shell that runs a case's process on the store: a trigger goes to the pure engine, its events to the case's stream,
/// and what they ask for (work of a service task, a timer) leaves as durable messages of the same commit.
/// </summary>
internal sealed class CaseProcess(IRunner runner, Office office, TimeProvider time, IdSource ids)
{
    private readonly ConcurrentDictionary<string, Bundle> _bundles = new();

    /// <summary>The authority whose cases run here.</summary>
    public Office Office => office;

    /// <summary>The bundle a case was opened with; bundles never change, so they are kept.</summary>
    public async ValueTask<Bundle> BundleAsync(string hash, CancellationToken cancellation)
    {
        if (_bundles.TryGetValue(hash, out var known))
            return known;

        var bundle = await runner.InvokeAsync<Bundle>(new GetBundle(hash), cancellation: cancellation);
        return _bundles.GetOrAdd(hash, bundle);
    }

    /// <summary>What the model calls an element, or its id when it has no name.</summary>
    public async Task<string> ElementNameAsync(Case @case, string elementId, CancellationToken cancellation) =>
        (await BundleAsync(@case.Bundle, cancellation)).Process.Elements.GetValueOrDefault(elementId)?.Name ?? elementId;

    /// <summary>Decides one step of a decision on a case.</summary>
    public async ValueTask<Decision> DecideAsync(Case @case, object step, CancellationToken cancellation) => step switch
    {
        CaseStep.Take take => Decided(@case.Id, Decide(@case, await BundleAsync(@case.Bundle, cancellation), take.Trigger, take.By)),
        CaseStep.Deliver { Message: var name } when @case.IsWaitingFor(name) => Decision.Nothing.Then(
            new Trigger.DeliverMessage(name, @case.Id.ToString(), FeelContext.Empty, ValueOrigin.Process)),
        CaseStep.Deliver => Decision.Nothing,
        _ => throw new InvalidOperationException($"Expected a step of a case, but found {step}."),
    };

    private IReadOnlyList<ProcessEvent> Decide(Case @case, Bundle bundle, Trigger trigger, PersonId? by) => ProcessEngine.Decide(
        bundle.Process, bundle.Decisions, @case.Process, trigger, new EngineContext(time.GetUtcNow(), office.Zone, ids.Next, by?.ToString(), office.Functions));

    /// <summary>The events, with the work and the timers that they ask for.</summary>
    private static Decision Decided(CaseId id, IReadOnlyList<ProcessEvent> events) =>
        events.Aggregate(Decision.Of(events), (decision, e) => e switch
        {
            JobCreated job => decision.Send(new JobRequested(id, job.Job, job.Type)),
            TimerScheduled timer => decision.Schedule(new FireTimer(id, timer.Timer), timer.DueAt),
            _ => decision,
        });
}
