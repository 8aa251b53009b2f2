using System.Security.Claims;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;

namespace Verwaltung.Payments;

internal static class PaymentCommands
{
    /// <summary>Runs a command in a person's name.</summary>
    public static Task<Outcome<Done>> ActAsync(this IRunner runner, IAsk<Outcome<Done>> command, Actor actor, CancellationToken cancellation) =>
        runner.InvokeAsync<Outcome<Done>>(command, new InvokeOptions { By = actor.Id.ToString() }, cancellation);
}

internal static class Cents
{
    /// <summary>Cents of an amount that came by the API; anything but euros and cents is the caller's mistake.</summary>
    public static long? Of(decimal? euros) => euros is not { } amount ? null
        : amount is > 0 and <= 999_999 && decimal.Truncate(amount * 100) == amount * 100 ? (long)(amount * 100)
        : throw new GraphQlException("Expected an amount in euros above 0 with two decimals at most.", ErrorCodes.BadUserInput);
}
