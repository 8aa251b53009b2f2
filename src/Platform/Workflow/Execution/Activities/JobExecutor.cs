using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>
/// Service and send task, business rule or script task with a job type, message throw and end event: opens a job and waits until a program has done it.
/// It never does the work itself and never tries again by itself. (BPMN 2.0.2, clauses 10.3.3.1 and 13.3.3; `zeebe:taskDefinition`.)
/// </summary>
internal sealed class JobExecutor : Executor
{
    internal override Step Enter(FlowNode node, Frame frame)
    {
        var job = JobOf(node);
        var type = frame.Text(job.Type ?? throw new InvalidOperationException($"Expected a job type at '{node.Id}' but found none."), "the job type");
        return new Step.Wait([new JobCreated(frame.Instance, node.Id, type, frame.Count(job.Retries, "the retries"), Headers(job.Headers))]);
    }

    internal static FeelContext Headers(ImmutableSortedDictionary<string, string> headers) =>
        FeelContext.From(headers.Select(header => KeyValuePair.Create<string, FeelValue>(header.Key, header.Value)));

    private static JobDefinition JobOf(FlowNode node) => node switch
    {
        ServiceTask { Job: { } job } => job,
        BusinessRuleTask { Job: { } job } => job,
        ScriptTask { Job: { } job } => job,
        SendTask { Job: { } job } => job,
        IntermediateThrowEvent { Job: { } job } => job,
        EndEvent { Job: { } job } => job,
        _ => throw new InvalidOperationException($"Expected a job definition at '{node.Id}' but found none."),
    };
}
