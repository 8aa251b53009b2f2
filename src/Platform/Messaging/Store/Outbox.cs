using Wolverine;
using Wolverine.Marten;
using Wolverine.Runtime;

namespace Verwaltung.Messaging.Store;

/// <summary>Writes what a run sends into the run's commit. Module tests have another that holds it back.</summary>
internal interface IOutbox
{
    Task EnlistAsync(HandlerRun run);
}

/// <summary>Wolverine's outbox in a session of ours: rows in the commit, handed to the local queues after it.</summary>
internal sealed class WolverineOutbox(IWolverineRuntime runtime, TimeProvider clock) : IOutbox
{
    public async Task EnlistAsync(HandlerRun run)
    {
        var outbox = new MartenOutbox(runtime, run.Session) { CorrelationId = run.Envelope.CorrelationId };
        foreach (var (message, at) in run.Outgoing)
            await outbox.PublishAsync(message, new() { CausationId = run.Envelope.Id.ToString(), ScheduledTime = at > clock.GetUtcNow() ? at : null });
    }
}
