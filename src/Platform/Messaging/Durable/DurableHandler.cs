using Wolverine.ErrorHandling;
using Wolverine.Runtime;
using Wolverine.Runtime.Handlers;

namespace Verwaltung.Messaging.Durable;

/// <summary>
/// The door from Wolverine's queues to the runner: takes a durable message, and says what becomes of one that fails. It is registered as
/// a ready-made handler, so that Wolverine generates no code, and messages and their handlers stay internal to their rooms.
/// </summary>
internal sealed class DurableHandler<T>(MessagingOptions options, Lazy<Dispatcher> dispatcher, Burial burial) : MessageHandler<T> where T : notnull
{
    public override void ConfigureChain(HandlerChain chain)
    {
        var delays = options.DelaysOf(typeof(T));
        chain.OnException<NotHandledException>().CustomActionIndefinitely(burial.BuryAsync, "Dead letter");
        if (delays.Length > 0) chain.OnAnyException().ScheduleRetry(delays).Then.CustomActionIndefinitely(burial.BuryAsync, "Dead letter");
        else chain.OnAnyException().CustomActionIndefinitely(burial.BuryAsync, "Dead letter");
    }

    protected override Task HandleAsync(T message, MessageContext context, CancellationToken cancellation) => dispatcher.Value.Handlers.Find(typeof(T)) is null
        ? throw new NotHandledException($"Expected a handler of '{context.Envelope!.MessageType}', but there is none.")
        : dispatcher.Value.HandleAsync(message, context.Envelope!, cancellation);
}

/// <summary>No retry will help.</summary>
internal sealed class NotHandledException(string message) : Exception(message);
