using JasperFx.Events;
using Marten;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Parking;

/// <summary>Finds the permit that a process names.</summary>
internal static class ApplicantsPermit
{
    /// <summary>The applicant's own permit of the number, or of one it had before, as long as it is valid; else null.</summary>
    public static Task<IEventStream<Permit>?> FetchValidAsync(
        this IDocumentSession session, PersonId applicant, string number, PermitRegister register, CancellationToken cancellation) =>
        session.FetchAsync(
            applicant, number, register, permit => permit.State == PermitState.Valid && permit.ValidTo >= register.Today, cancellation);

    /// <summary>The same, also if its term ended meanwhile: while the fee of the next one was waited for.</summary>
    public static Task<IEventStream<Permit>?> FetchRenewableAsync(
        this IDocumentSession session, PersonId applicant, string number, PermitRegister register, CancellationToken cancellation) =>
        session.FetchAsync(applicant, number, register, permit => permit.State is PermitState.Valid or PermitState.Expired, cancellation);

    private static async Task<IEventStream<Permit>?> FetchAsync(
        this IDocumentSession session, PersonId applicant, string number, PermitRegister register, Predicate<Permit> isRight,
        CancellationToken cancellation)
    {
        if (await register.FindAsync(number, cancellation) is not { } found) return null;
        var stream = await session.Events.FetchForWriting<Permit>(found.Id, cancellation);
        return stream.Aggregate is { } permit && permit.Holder == applicant && isRight(permit) ? stream : null;
    }
}
