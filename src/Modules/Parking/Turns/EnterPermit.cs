using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;
using Wolverine;

namespace Verwaltung.Parking;

/// <summary>Enters a permit with a number of its own and sets its clocks. The same id again answers with the permit that is there.</summary>
internal sealed record EnterPermit(
    Guid Permit, string ZoneCode, PersonId Holder, string Zone, string Plate, DateOnly From, DateOnly To, CaseId? Case) : IAsk<Permit>;

internal static class EnterPermitHandler
{
    public static async Task<(Permit, OutgoingMessages)> HandleAsync(
        EnterPermit command, IDocumentSession session, IRunner runner, PermitRegister register, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Permit>(command.Permit, cancellation);
        if (stream.Aggregate is { } already) return (already, []);

        var now = time.GetUtcNow();
        var issued = new PermitIssued(
            await register.NextNumberAsync(command.ZoneCode, now, cancellation), command.Holder, command.Zone, command.Plate, command.From,
            command.To, command.Case?.Value, now,
            (await runner.InvokeAsync<Citizen?>(new GetCitizen(command.Holder), cancellation: cancellation))?.Name);
        session.Protect(command.Permit, command.Holder.Value);
        stream.AppendOne(issued);
        return (Permit.Create(issued),
        [
            new OfferRenewal(command.Permit).ScheduledAt(LegalTime.Begin(command.To.AddDays(-PermitView.RenewalDays)).AddHours(8)),
            new ExpirePermit(command.Permit).ScheduledAt(LegalTime.Begin(command.To.AddDays(1))),
        ]);
    }
}
