using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Messaging;
using Verwaltung.Periods;
using Wolverine.Attributes;

namespace Verwaltung.Parking;

/// <summary>Four weeks before the end: the holder is told once, by a mail without content; what to do stands in the portal.</summary>
[MessageIdentity("parking.offer_renewal")]
internal sealed record OfferRenewal(Guid Permit);

internal static class OfferRenewalHandler
{
    public static Decision Decide(OfferRenewal command, Permit? permit, Context context)
    {
        if (permit is not { State: PermitState.Valid, EndsOn: null, RenewedBy: null, IsRenewalOffered: false } || permit.ValidTo < LegalTime.Day(context.Now))
            return Decision.Nothing;

        var offered = Decision.Of(new PermitRenewalOffered(context.Now));
        return permit.Case is { } granted ? offered.Send(new SendMail(context.NextId(), new CaseId(granted), MailTemplates.RenewalOffered)) : offered;
    }
}
