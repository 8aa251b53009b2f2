using Microsoft.Extensions.Logging;
using Verwaltung.Messaging.Store;
using Wolverine;
using Wolverine.Runtime;

namespace Verwaltung.Messaging.Durable;

/// <summary>
/// Makes a message a dead letter, after those who wait for it were told (<see cref="MessagingOptions.WhenDead{T, TNext}"/>): told in a commit of
/// its own, once however often the host dies in between. Wolverine's own faults are published after the burial, as best they can.
/// </summary>
internal sealed class Burial(MessagingOptions options, Lazy<Dispatcher> dispatcher, Fence fence, ILogger<Burial> log)
{
    // By the clock of the machine, as Wolverine counts.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public async ValueTask BuryAsync(IWolverineRuntime runtime, IEnvelopeLifecycle lifecycle, Exception failure)
    {
        var envelope = lifecycle.Envelope!;
        try
        {
            await TellAsync(envelope, envelope.Message!, runtime.Cancellation);
        }
        catch (Exception untold)
        {
            log.LogError(untold, "Nobody could be told that message {Type} {Id} is dead; it is tried again.", envelope.MessageType, envelope.Id);
            await lifecycle.ReScheduleAsync(TimeProvider.System.GetUtcNow() + Pause);
            return;
        }
        await lifecycle.MoveToDeadLetterQueueAsync(failure);
        await lifecycle.CompleteAsync();
        runtime.MessageTracking.MovedToErrorQueue(envelope, failure);
    }

    /// <summary>Sends the farewell, unless that was done before.</summary>
    public async Task TellAsync(Envelope envelope, object message, CancellationToken cancellation)
    {
        if (options.FarewellOf(message.GetType()) is not { } farewell) return;
        try
        {
            await dispatcher.Value.CommitAsync(envelope, run =>
            {
                fence.Enlist(run.Session, Fence.FarewellOf(envelope.Id));
                run.Send(farewell(message));
                return Task.FromResult<object?>(null);
            }, cancellation);
        }
        catch (Exception told) when (Fence.IsClosed(told))
        {
            log.LogInformation("That message {Type} {Id} is dead was told before.", envelope.MessageType, envelope.Id);
        }
    }
}
