using Verwaltung.Cases.Contracts;
using Verwaltung.Messaging;

namespace Verwaltung.Payments;

internal static class PaymentJobsHandler
{
    public static Task HandleAsync(JobRequested request, PaymentJobs jobs, CancellationToken cancellation) => request.JobType switch
    {
        PaymentJobTypes.Request => jobs.DoAsync(request, new RequestPayment(request.Case, request.Job), cancellation),
        PaymentJobTypes.Remind => jobs.DoAsync(request, new RemindOfPayment(request.Case, request.Job), cancellation),
        PaymentJobTypes.Cancel => jobs.EndAsync(request, new CancelPayment(request.Case, request.Job), cancellation),
        PaymentJobTypes.Refund => jobs.EndAsync(request, new RefundPayment(request.Case, request.Job), cancellation),
        _ => Task.CompletedTask,
    };
}

/// <summary>Does the work of a job in a commit of its own: when the model handed over nonsense, the case can still be told.</summary>
internal sealed class PaymentJobs(IRunner runner, PaymentBook book)
{
    public async Task DoAsync(JobRequested request, object work, CancellationToken cancellation)
    {
        try
        {
            await runner.InvokeAsync(work, cancellation: cancellation);
        }
        catch (JobInputException fault)
        {
            await runner.InvokeAsync(new FailJob(request.Case, request.Job, fault.Message), cancellation: cancellation);
        }
    }

    /// <summary>Asks the provider a last time first: who has just paid is not cancelled.</summary>
    public async Task EndAsync(JobRequested request, object work, CancellationToken cancellation)
    {
        if (await book.FindAsync(request.Case, cancellation) is { } payment)
            await runner.InvokeAsync(new CheckRunning(payment), cancellation: cancellation);
        await DoAsync(request, work, cancellation);
    }
}

/// <summary>Types of job that a process may ask of this module; what they read and answer: chapter "Payment" of docs/designing-procedures.md.</summary>
internal static class PaymentJobTypes
{
    /// <summary>Asks the applicant for the fee; repeated, it answers with the payment there is.</summary>
    public const string Request = "zahlung-anfordern";

    /// <summary>Reminds the applicant by e-mail that something waits in the mailbox; nothing is sent once it is paid.</summary>
    public const string Remind = "zahlung-erinnern";

    /// <summary>Nobody need pay any more, unless it is paid already: the answer says so.</summary>
    public const string Cancel = "zahlung-abbrechen";

    /// <summary>Sends a paid fee back, whole or in part.</summary>
    public const string Refund = "zahlung-erstatten";

    /// <summary>Name of the message that a waiting case gets once its fee is paid. Correlation key: the case's id.</summary>
    public const string PaidMessage = "bezahlt";
}
