using System.Collections.Frozen;
using Npgsql;
using Verwaltung.Cases.Contracts;
using Verwaltung.Messaging;

namespace Verwaltung.Cases;

internal static class JobRequestedHandler
{
    /// <summary>Of a type that no module of this host serves nothing is done: the procedure was loaded by a host that knows it.</summary>
    public static Task HandleAsync(JobRequested request, IRunner run, JobFrame frame, CancellationToken cancellation) =>
        frame.WorkerOf(request) is { } worker ? frame.DoAsync(new DoJob(request.Case, request.Job, worker), run, cancellation) : Task.CompletedTask;
}

/// <summary>
/// What is the same for all workers: the job is asked for, done, and ended in one commit. A refusal that only the database knows is told in a second.
/// </summary>
internal sealed class JobFrame(IRunner runner, IEnumerable<JobType> types)
{
    private readonly FrozenDictionary<string, JobWorker> _workers = types.OfType<JobWorker>().ToFrozenDictionary(worker => worker.Name);

    public JobWorker? WorkerOf(JobRequested request) => _workers.GetValueOrDefault(request.JobType);

    /// <param name="run">The request's own run: its commit is the job's, unless that may be refused and the case must still be told.</param>
    public async Task DoAsync(DoJob job, IRunner run, CancellationToken cancellation)
    {
        try
        {
            await (job.Worker.MayBeRefused ? runner : run).InvokeAsync(job, cancellation: cancellation);
        }
        catch (PostgresException refused) when (job.Worker.MeantBy(refused.ConstraintName) is { } error)
        {
            await runner.InvokeAsync(new ThrowJobError(job.Case, job.Job, error.Code, error.Message), cancellation: cancellation);
        }
    }
}

/// <summary>A worker's turn at a job.</summary>
internal sealed record DoJob(CaseId Case, Guid Job, JobWorker Worker);

internal static class DoJobHandler
{
    public static async Task HandleAsync(DoJob command, IRunner runner, CancellationToken cancellation)
    {
        if (await runner.InvokeAsync<Job?>(new GetJob(command.Case, command.Job), cancellation: cancellation) is not { } job) return;
        var result = command.Worker.Begin(job, out var fault) is { } work ? await runner.InvokeAsync<JobResult>(work, cancellation: cancellation) : fault!;
        if (End(command, result) is { } end) await runner.InvokeAsync(end, cancellation: cancellation);
    }

    private static object? End(DoJob job, JobResult result) => result switch
    {
        JobResult.Completed done => new CompleteJob(job.Case, job.Job, done.Values, done.Origin),
        JobResult.Failed failed => new FailJob(job.Case, job.Job, failed.Message),
        JobResult.Error(var code) => new ThrowJobError(job.Case, job.Job, code, MessageOf(job.Worker, code)),
        _ => null,
    };

    private static string MessageOf(JobWorker worker, string code) => worker.Errors.FirstOrDefault(error => error.Code == code)?.Message
        ?? throw new InvalidOperationException($"Expected the worker of '{worker.Name}' to declare the error {code} before it ends with it.");
}
