using System.Security.Claims;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Payments;

/// <summary>Answer of commands on a payment. A closed set.</summary>
internal abstract record PaymentOutcome
{
    private PaymentOutcome() { }

    internal sealed record Done : PaymentOutcome;
    internal sealed record Rejected(PaymentRefusal Why) : PaymentOutcome;

    public static implicit operator PaymentOutcome(PaymentRefusal why) => new Rejected(why);
}

internal static class PaymentCommands
{
    /// <summary>Runs a command in a person's name.</summary>
    public static Task<PaymentOutcome> ActAsync(this IRunner runner, IAsk<PaymentOutcome> command, Actor actor, CancellationToken cancellation) =>
        runner.InvokeAsync<PaymentOutcome>(command, new InvokeOptions { By = actor.Id.ToString() }, cancellation);
}

internal static class Cents
{
    /// <summary>Cents of an amount that came by the API; anything but euros and cents is the caller's mistake.</summary>
    public static long? Of(decimal? euros) => euros is not { } amount ? null
        : amount is > 0 and <= 999_999 && decimal.Truncate(amount * 100) == amount * 100 ? (long)(amount * 100)
        : throw new GraphQlException("Expected an amount in euros above 0 with two decimals at most.", ErrorCodes.BadUserInput);
}
