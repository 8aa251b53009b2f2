using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Wolverine.Attributes;

namespace Verwaltung.Cases.Contracts;

/// <summary>
/// A service task opened and waits for work of type <see cref="JobType"/> (<c>zeebe:taskDefinition type</c>). Sent through the outbox, ids only;
/// the type's <see cref="JobWorker"/> does it.
/// </summary>
[MessageIdentity("cases.job_requested")]
public sealed record JobRequested(CaseId Case, Guid Job, string JobType);

/// <summary>
/// A type of job that is served, registered as a singleton; mostly a <see cref="JobWorker"/>. A procedure that asks for a type nobody serves
/// is refused when it is loaded: its cases would wait for ever.
/// </summary>
public record JobType(string Name);

/// <summary>Asks for a job; null when it is no longer open (finished, or its case ended).</summary>
public sealed record GetJob(CaseId Case, Guid Job) : IAsk<Job?>;

/// <summary>An open job as its worker sees it.</summary>
/// <param name="Id">Names what the worker makes: a repetition finds it.</param>
/// <param name="Values">All values that the service task sees, its input mapping applied.</param>
/// <param name="Headers">The task headers: constants of the model.</param>
public sealed record Job(
    CaseId Case, Guid Id, string Type, FeelContext Values, FeelContext Headers, string ProcedureKey, string FileNumber, PersonId Applicant);

/// <summary>Finishes a job with its results. Repeating it, or finishing a job that is gone, changes nothing.</summary>
public sealed record CompleteJob(CaseId Case, Guid Job, FeelContext Values, string Origin);

/// <summary>Reports that a job failed for good after its own retries: the case shows an incident that can be mended and retried.</summary>
public sealed record FailJob(CaseId Case, Guid Job, string Message);

/// <summary>Ends a job with a business error that a boundary event of the process may catch (BPMN error).</summary>
public sealed record ThrowJobError(CaseId Case, Guid Job, string Code, string Message);

/// <summary>Delivers a message to a waiting case; the answer is <see cref="MessageCorrelated"/>. A case that does not wait for it is not changed.</summary>
public sealed record CorrelateMessage(CaseId Case, string Name, FeelContext Values, string Origin) : IAsk<MessageCorrelated>;

/// <summary>Answer of <see cref="CorrelateMessage"/>: whether the case waited for the message and has it now.</summary>
public sealed record MessageCorrelated(bool IsReceived);
