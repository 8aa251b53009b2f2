using Verwaltung.Cases.Contracts;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;

namespace Verwaltung.Parking;

/// <summary>Enters a permit with a number of its own and sets its clocks. The same id again answers with the permit that is there.</summary>
internal sealed record EnterPermit(
    Guid Permit, string ZoneCode, PersonId Holder, string Zone, string Plate, DateOnly From, DateOnly To, CaseId? Case) : IAsk<Permit>;

/// <summary>What a new permit bears: its number, and the name of its holder where it is known.</summary>
internal sealed record PermitTitle(string Number, string? Holder);

internal static class EnterPermitHandler
{
    /// <returns>Null where the permit is there.</returns>
    public static async Task<PermitTitle?> LoadAsync(
        EnterPermit command, Permit? permit, Context context, IRunner runner, PermitRegister register, CancellationToken cancellation) => permit is not null
        ? null
        : new(
            await register.NextNumberAsync(command.ZoneCode, context.Now, cancellation),
            (await runner.InvokeAsync<Citizen?>(new GetCitizen(command.Holder), cancellation: cancellation))?.Name);

    public static Decision Decide(EnterPermit command, Permit? permit, PermitTitle? title, Context context)
    {
        if (permit is not null) return Decision.Nothing.Answering(permit);
        var issued = new PermitIssued(
            title!.Number, command.Holder, command.Zone, command.Plate, command.From, command.To, command.Case?.Value, context.Now, title.Holder);
        return Decision.Of(issued).About(command.Holder.Value).Answering(Permit.Create(issued))
            .Schedule(new OfferRenewal(command.Permit), LegalTime.Begin(command.To.AddDays(-PermitView.RenewalDays)).AddHours(8))
            .Schedule(new ExpirePermit(command.Permit), LegalTime.Begin(command.To.AddDays(1)));
    }
}
