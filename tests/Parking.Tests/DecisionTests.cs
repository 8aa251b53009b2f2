using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Parking.Tests;

/// <summary>Given what happened to a permit, when its time comes or somebody acts, then this: in memory.</summary>
public sealed class DecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly Guid Id = Guid.CreateVersion7();
    private static readonly PersonId Holder = new(Guid.CreateVersion7());
    private static readonly PersonId Clerk = new(Guid.CreateVersion7());
    private static readonly Guid Case = Guid.CreateVersion7();

    private static readonly PermitIssued Issued = new("GU-2026-00001", Holder, "Gutenbergstraße", "DO-DB 1", new(2025, 12, 1), new(2026, 11, 30), Case, Now, "Dirk Bolte");

    private static Context At => Given.Context(Now);

    private static Permit Valid => Given.Events<Permit>(Issued);

    [Fact]
    public void A_new_permit_sets_its_clocks_and_the_same_again_is_the_same_permit()
    {
        var command = new EnterPermit(Id, "GU", Holder, Issued.Zone, Issued.Plate, Issued.ValidFrom, Issued.ValidTo, new CaseId(Case));

        Assert.Equal(
            Decision.Of(Issued).About(Holder.Value).Answering(Valid)
                .Schedule(new OfferRenewal(Id), new DateTimeOffset(2026, 11, 2, 7, 0, 0, TimeSpan.Zero))
                .Schedule(new ExpirePermit(Id), new DateTimeOffset(2026, 11, 30, 23, 0, 0, TimeSpan.Zero)),
            EnterPermitHandler.Decide(command, null, new("GU-2026-00001", "Dirk Bolte"), At));
        Assert.Equal(Decision.Nothing.Answering(Valid), EnterPermitHandler.Decide(command, Valid, null, At));
    }

    [Fact]
    public void A_permit_ends_after_its_last_day_and_not_on_it()
    {
        Assert.Equal(Decision.Nothing, ExpirePermitHandler.Decide(new(Id), Given.Events<Permit>(Issued with { ValidTo = Today }), At));
        Assert.Equal(Decision.Of(new PermitExpired(Now)), ExpirePermitHandler.Decide(new(Id), Given.Events<Permit>(Issued with { ValidTo = Today.AddDays(-1) }), At));
        Assert.Equal(Decision.Nothing, ExpirePermitHandler.Decide(new(Id), null, At));
    }

    [Fact]
    public void Who_can_renew_is_told_once()
    {
        var offered = new PermitRenewalOffered(Now);
        var mail = new SendMail(CountingIds.Id(1), new CaseId(Case), MailTemplates.RenewalOffered);

        Assert.Equal(Decision.Of(offered).Send(mail), OfferRenewalHandler.Decide(new(Id), Valid, At));
        Assert.Equal(Decision.Of(offered), OfferRenewalHandler.Decide(new(Id), Given.Events<Permit>(Issued with { Case = null }), At));
        Permit?[] others =
        [
            null, Given.Events<Permit>(Issued, offered), Given.Events<Permit>(Issued, new PermitRenewed(Guid.CreateVersion7(), "GU-2026-00002", Case, Now)),
            Given.Events<Permit>(Issued, new PermitReturned(Today, Holder, Now)), Given.Events<Permit>(Issued with { ValidTo = Today.AddDays(-1) }),
        ];
        Assert.All(others, permit => Assert.Equal(Decision.Nothing, OfferRenewalHandler.Decide(new(Id), permit, At)));
    }

    [Fact]
    public void A_permit_is_given_back_by_its_holder_or_a_clerk_while_it_is_valid()
    {
        Assert.Equal(Decision.Of(new PermitReturned(Today, Holder, Now)), ReturnPermitHandler.Decide(new(Id, Holder, IsClerk: false), Valid, At));
        Assert.Equal(Decision.Of(new PermitReturned(Today, Clerk, Now)), ReturnPermitHandler.Decide(new(Id, Clerk, IsClerk: true), Valid, At));
        Assert.Equal<Decision>(new PermitNotFound(), ReturnPermitHandler.Decide(new(Id, Clerk, IsClerk: false), Valid, At));
        Assert.Equal<Decision>(new PermitNotFound(), ReturnPermitHandler.Decide(new(Id, Clerk, IsClerk: true), null, At));
        Assert.Equal<Decision>(
            new PermitOver(), ReturnPermitHandler.Decide(new(Id, Holder, IsClerk: false), Given.Events<Permit>(Issued with { ValidTo = Today.AddDays(-1) }), At));
    }

    [Fact]
    public void A_lost_sheet_is_replaced_under_another_number()
    {
        var command = new ReplacePermit(Id, Clerk, IsClerk: true);
        Assert.Equal(Decision.Of(new PermitReplaced("GU-2026-00009", Clerk, Now)), ReplacePermitHandler.Decide(command, Valid, "GU-2026-00009", At));
        Assert.Equal<Decision>(new PermitNotFound(), ReplacePermitHandler.Decide(command, null, null, At));
        Assert.Equal<Decision>(
            new PermitOver(), ReplacePermitHandler.Decide(command, Given.Events<Permit>(Issued, new PermitReturned(Today, Holder, Now)), null, At));
    }
}
