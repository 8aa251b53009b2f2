using Npgsql;
using Verwaltung.Cases.Contracts;
using Verwaltung.Messaging;

namespace Verwaltung.Parking;

internal static class PermitJobsHandler
{
    public static Task HandleAsync(JobRequested request, PermitJobs jobs, CancellationToken cancellation) => request.JobType switch
    {
        SearchPermit.JobType => jobs.DoAsync(request, new SearchPermit(request.Case, request.Job), cancellation),
        IssuePermit.JobType => jobs.DoAsync(request, new IssuePermit(request.Case, request.Job), cancellation),
        ChangePlate.JobType => jobs.DoAsync(request, new ChangePlate(request.Case, request.Job), cancellation),
        RenewPermit.JobType => jobs.DoAsync(request, new RenewPermit(request.Case, request.Job), cancellation),
        RevokePermit.JobType => jobs.DoAsync(request, new RevokePermit(request.Case, request.Job), cancellation),
        _ => Task.CompletedTask,
    };
}

/// <summary>
/// Does the work of a job in a commit of its own: when the database refuses that commit, or the model handed over nonsense, the case can still be told.
/// </summary>
internal sealed class PermitJobs(IRunner runner)
{
    public async Task DoAsync(JobRequested request, object work, CancellationToken cancellation)
    {
        try
        {
            await runner.InvokeAsync(work, cancellation: cancellation);
        }
        catch (PostgresException refused) when (AlreadyHasPermit.IsSaidBy(refused))
        {
            await runner.InvokeAsync(new ThrowJobError(request.Case, request.Job, AlreadyHasPermit.Code, AlreadyHasPermit.Message), cancellation: cancellation);
        }
        catch (JobInputException fault)
        {
            await runner.InvokeAsync(new FailJob(request.Case, request.Job, fault.Message), cancellation: cancellation);
        }
    }
}

/// <summary>The refusal that only the database can decide between cases running at the same time: one valid permit per resident.</summary>
internal static class AlreadyHasPermit
{
    /// <summary>The code that an error boundary event of the process catches; without one the case shows an incident.</summary>
    public const string Code = "SCHON_EIN_AUSWEIS";

    public const string Message = "The applicant already holds a permit that is valid in this term.";

    public static bool IsSaidBy(PostgresException e) =>
        e is { SqlState: PostgresErrorCodes.ExclusionViolation, ConstraintName: "permits_one_per_person" };
}
