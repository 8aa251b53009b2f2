using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Tasks say what is to be done, and mappings and results where values go.</summary>
internal static class TaskWork
{
    internal static IEnumerable<Finding> Check(ProcessDefinition definition) =>
        definition.Nodes.SelectMany(node => CheckTask(definition, node).Concat(CheckMappings(definition, node)));

    private static IEnumerable<Finding> CheckTask(ProcessDefinition definition, FlowNode node) => node switch
    {
        ServiceTask task => CheckJob(definition, task, task.Job, "zeebe:taskDefinition"),
        BusinessRuleTask { Decision: not null, Job: not null } or ScriptTask { Script: not null, Job: not null } =>
            [definition.Error(node.Position, "bpmn.task", $"'{node.Id}' has a job type as well: only one of the two can be run.")],
        BusinessRuleTask { Decision: { } called } => CheckResult(definition, node, called.ResultVariable),
        BusinessRuleTask task => CheckJob(definition, task, task.Job, "zeebe:calledDecision with a decisionId"),
        ScriptTask { Script: { } script } => CheckResult(definition, node, script.ResultVariable)
            .Concat(
                script.Source.IsFeel
                    ? []
                    : [definition.Error(script.Source.Position, "bpmn.expression", $"The script of '{node.Id}' must be FEEL with a leading '='.")]),
        ScriptTask task => CheckJob(definition, task, task.Job, "zeebe:script with an expression"),
        SendTask task => CheckJob(definition, task, task.Job, "zeebe:taskDefinition"),
        EndEvent { Trigger: EventTrigger.Message } end => CheckJob(definition, end, end.Job, "zeebe:taskDefinition"),
        IntermediateThrowEvent { Trigger: EventTrigger.Message } thrown => CheckJob(definition, thrown, thrown.Job, "zeebe:taskDefinition"),
        _ => [],
    };

    private static IEnumerable<Finding> CheckJob(ProcessDefinition definition, FlowNode node, JobDefinition? job, string wanted) =>
        job?.Type is null ? [definition.Error(node.Position, "bpmn.task", $"'{node.Id}' does not say what is to be done: it needs {wanted}.")] : [];

    private static IEnumerable<Finding> CheckResult(ProcessDefinition definition, FlowNode node, string variable) =>
        variable.Length == 0 ? [definition.Error(node.Position, "bpmn.task", $"'{node.Id}' needs a result variable.")] : [];

    private static IEnumerable<Finding> CheckMappings(ProcessDefinition definition, FlowNode node) => node.Inputs.Concat(node.Outputs)
        .Where(mapping => mapping.Target.Split('.').Any(string.IsNullOrWhiteSpace) || mapping.Source.Source.Length == 0)
        .Select(
            mapping => definition.Error(mapping.Position, "bpmn.mapping", $"A mapping of '{node.Id}' needs a source and, as target, names joined by dots."));
}
