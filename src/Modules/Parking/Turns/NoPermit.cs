using JasperFx.Events;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Parking;

/// <summary>The applicant has no valid permit of the number that a process names.</summary>
internal static class NoPermit
{
    /// <summary>The code that an error boundary event of the process catches; without one the case shows an incident.</summary>
    public const string Code = "KEIN_AUSWEIS";

    public static ThrowJobError Error(CaseId @case, Guid job) => new(@case, job, Code, "The applicant has no valid permit of this number.");

    /// <summary>The applicant's own permit named by the input <c>nummer</c>, or by a number it had before, as long as it is valid; else null.</summary>
    public static Task<IEventStream<Permit>?> FetchValidAsync(
        this IDocumentSession session, JobInputs job, PermitRegister register, CancellationToken cancellation) =>
        session.FetchAsync(job, register, permit => permit.State == PermitState.Valid && permit.ValidTo >= register.Today, cancellation);

    /// <summary>The same, also if its term ended meanwhile: while the fee of the next one was waited for.</summary>
    public static Task<IEventStream<Permit>?> FetchRenewableAsync(
        this IDocumentSession session, JobInputs job, PermitRegister register, CancellationToken cancellation) =>
        session.FetchAsync(job, register, permit => permit.State is PermitState.Valid or PermitState.Expired, cancellation);

    private static async Task<IEventStream<Permit>?> FetchAsync(
        this IDocumentSession session, JobInputs job, PermitRegister register, Predicate<Permit> isRight, CancellationToken cancellation)
    {
        if (await register.FindAsync(job.Text("nummer"), cancellation) is not { } found) return null;
        var stream = await session.Events.FetchForWriting<Permit>(found.Id, cancellation);
        return stream.Aggregate is { } permit && permit.Holder == new PersonId(job.Applicant) && isRight(permit) ? stream : null;
    }
}
