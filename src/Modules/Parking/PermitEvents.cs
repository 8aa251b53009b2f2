using Verwaltung.Events;

namespace Verwaltung.Parking;

internal static class PermitEvents
{
    public static void Add(EventOptions events)
    {
        events.Aggregate<Permit>("permit").Inline(new PermitsProjection()).Inline(new VoidSheetsProjection());
        events.Map<PermitIssued>("permit_issued");
        events.Map<PermitPlateChanged>("permit_plate_changed");
        events.Map<PermitReplaced>("permit_replaced");
        events.Map<PermitRenewalOffered>("permit_renewal_offered");
        events.Map<PermitRenewed>("permit_renewed");
        events.Map<PermitExpired>("permit_expired");
        events.Map<PermitReturned>("permit_returned");
        events.Map<PermitRevoked>("permit_revoked");
    }
}
