using System.Security.Claims;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Payments;

/// <summary>Who may see a payment: the payer, the staff who may see its case, and the cash office.</summary>
internal sealed class PaymentRights(IDocumentStore store, PaymentBook book, IRunner runner)
{
    /// <summary>Null as well if it is not the person's to see: both look the same.</summary>
    public async Task<Payment?> FindAsync(Guid caseId, Actor actor, CancellationToken cancellation) =>
        await book.FindAsync(new CaseId(caseId), cancellation) is { } id && await ReadAsync(id, cancellation) is { } payment
        && await MaySeeAsync(payment, actor, cancellation) ? payment : null;

    /// <summary>The payment if the person may take money for it or send it back: a clerk or team lead of the case, or the cash office.</summary>
    public async Task<Payment?> FindToActAsync(Guid caseId, Actor actor, CancellationToken cancellation) =>
        actor.IsStaff && (actor.Has(RoleNames.Clerk) || actor.Has(RoleNames.TeamLead) || actor.Has(RoleNames.Cashier))
            ? await FindAsync(caseId, actor, cancellation)
            : null;

    public async Task<Payment?> ReadAsync(Guid payment, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession();
        return await session.Events.FetchLatest<Payment>(payment, cancellation);
    }

    private async Task<bool> MaySeeAsync(Payment payment, Actor actor, CancellationToken cancellation) =>
        actor.IsStaff
            ? actor.Has(RoleNames.Cashier) || await runner.InvokeAsync<bool>(new MaySeeCase(new CaseId(payment.Case), actor), cancellation: cancellation)
            : payment.Payer == actor.Id;
}
