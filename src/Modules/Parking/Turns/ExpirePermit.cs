using Marten;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Periods;
using Wolverine.Attributes;

namespace Verwaltung.Parking;

/// <summary>The term of a permit is over; scheduled when it was issued, for the midnight after its last day in Berlin.</summary>
[MessageIdentity("parking.expire_permit")]
internal sealed record ExpirePermit(Guid Permit);

internal static class ExpirePermitHandler
{
    public static async Task HandleAsync(ExpirePermit command, IDocumentSession session, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Permit>(command.Permit, cancellation);
        var now = time.GetUtcNow();
        if (stream.Aggregate is { State: PermitState.Valid } permit && permit.ValidTo < LegalTime.Day(now))
            stream.AppendOne(new PermitExpired(now));
    }
}
