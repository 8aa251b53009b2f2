using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Periods;

namespace Verwaltung.Parking;

/// <summary>The term of a permit is over; scheduled when it was issued, for the midnight after its last day in Berlin.</summary>
internal sealed record ExpirePermit(Guid Permit) : IPartitioned
{
    Guid IPartitioned.PartitionId => Permit;
}

internal static class ExpirePermitHandler
{
    public static async Task HandleAsync(ExpirePermit command, EventSession session, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.FetchForWriting<Permit>(command.Permit, cancellation);
        var now = time.GetUtcNow();
        if (stream.Aggregate is { State: PermitState.Valid } permit && permit.ValidTo < LegalTime.Day(now))
            stream.AppendOne(new PermitExpired(now));
    }
}
