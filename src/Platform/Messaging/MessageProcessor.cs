using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Verwaltung.Messaging.Store;

namespace Verwaltung.Messaging;

/// <summary>Handles one claimed message and settles it: done with the handler's commit, to be tried again, or dead.</summary>
internal sealed class MessageProcessor(
    MessagingOptions options, Dispatcher dispatcher, Inbox inbox, MessageJson json, TimeProvider clock, ILogger<MessageProcessor> log)
{
    /// <summary>A message that takes its host down each time would go round for ever; a host may die for other reasons, so it is given some lives.</summary>
    private const int LostLeases = 10;

    public async Task ProcessAsync(Claim claim, CancellationToken abort)
    {
        using var activity = Telemetry.Processing(claim.Type, claim.Id, claim.TraceParent);
        var started = Stopwatch.GetTimestamp();
        try
        {
            Telemetry.Started(claim.Type, clock.GetUtcNow() - claim.DueAt);
            await HandleAsync(claim, abort);
            Telemetry.Handled(claim.Type, started);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            log.LogInformation("Message {Type} {Id} was given up by this host: it stops, or the lease is lost.", claim.Type, claim.Id);
        }
        catch (Exception failure) when (Inbox.IsLost(failure))
        {
            log.LogWarning("Message {Type} {Id} was taken over by another host; what was done here is not committed.", claim.Type, claim.Id);
        }
        catch (Exception failure)
        {
            Telemetry.Failed(claim.Type, started, activity, failure);
            await SettleFailureAsync(claim, failure);
        }
    }

    private async Task HandleAsync(Claim claim, CancellationToken abort)
    {
        var type = options.TypeOf(claim.Type) ?? throw new UndeliverableException($"Expected '{claim.Type}' to be mapped to a type, but it is not.");
        var handlers = dispatcher.Handlers.Find(type) ?? throw new UndeliverableException($"Expected a handler of '{claim.Type}', but there is none.");
        if (claim.Attempts > options.DelaysOf(type).Length + LostLeases) throw new UndeliverableException("The lease was lost each time: the host died or stalled.");
        var message = Read(claim, type);
        var envelope = new Envelope(claim.Id, claim.Type, claim.Attempts, claim.CorrelationId, claim.CausationId);
        await dispatcher.CommitAsync(envelope, async run =>
        {
            await run.HandleAsync(message, handlers, null);
            inbox.EnlistDone(run.Session, claim);
            return null;
        }, abort);
    }

    private object Read(Claim claim, Type type)
    {
        try
        {
            return JsonSerializer.Deserialize(claim.Body, type, json.Options) ?? throw new UndeliverableException("The body is null.");
        }
        catch (JsonException unreadable)
        {
            throw new UndeliverableException($"The body is no '{claim.Type}': {unreadable.Message}");
        }
    }

    /// <summary>When the database cannot be told, the lease runs out and the message is tried again by whoever claims it.</summary>
    private async Task SettleFailureAsync(Claim claim, Exception failure)
    {
        try
        {
            var delays = options.TypeOf(claim.Type) is { } type && failure is not UndeliverableException ? options.DelaysOf(type) : [];
            if (claim.Attempts <= delays.Length) await RetryAsync(claim, delays[claim.Attempts - 1], failure);
            else await BuryAsync(claim, failure);
        }
        catch (Exception unreachable)
        {
            log.LogError(unreachable, "The failure of message {Type} {Id} could not be recorded.", claim.Type, claim.Id);
        }
    }

    private async Task RetryAsync(Claim claim, TimeSpan after, Exception failure)
    {
        log.LogWarning(failure, "Message {Type} {Id} failed at attempt {Attempt}; the next comes after {Delay}.", claim.Type, claim.Id, claim.Attempts, after);
        await inbox.RetryAsync(claim, after, Reason(failure));
    }

    private async Task BuryAsync(Claim claim, Exception failure)
    {
        log.LogError(failure, "Message {Type} {Id} failed at attempt {Attempt} and is a dead letter.", claim.Type, claim.Id, claim.Attempts);
        Telemetry.Dead(claim.Type);
        await inbox.BuryAsync(claim, Reason(failure), Farewell(claim));
    }

    private Outgoing? Farewell(Claim claim)
    {
        if (options.TypeOf(claim.Type) is not { } type || options.FarewellOf(type) is not { } tell)
            return null;
        try
        {
            var next = tell(Read(claim, type));
            return new Outgoing(next, options.NameOf(next.GetType())!, null);
        }
        catch (UndeliverableException unreadable)
        {
            log.LogError(unreadable, "Nobody is told that message {Type} {Id} is dead.", claim.Type, claim.Id);
            return null;
        }
    }

    private static string Reason(Exception failure) => failure is UndeliverableException ? failure.Message : $"{failure.GetType().Name}: {failure.Message}";

    /// <summary>No retry will help.</summary>
    private sealed class UndeliverableException(string message) : Exception(message);
}
