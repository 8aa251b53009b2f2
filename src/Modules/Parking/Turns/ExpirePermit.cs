using Verwaltung.Messaging;
using Verwaltung.Periods;
using Wolverine.Attributes;

namespace Verwaltung.Parking;

/// <summary>The term of a permit is over; scheduled when it was issued, for the midnight after its last day in Berlin.</summary>
[MessageIdentity("parking.expire_permit")]
internal sealed record ExpirePermit(Guid Permit);

internal static class ExpirePermitHandler
{
    public static Decision Decide(ExpirePermit command, Permit? permit, Context context) =>
        permit is { State: PermitState.Valid } && permit.ValidTo < LegalTime.Day(context.Now)
            ? Decision.Of(new PermitExpired(context.Now))
            : Decision.Nothing;
}
