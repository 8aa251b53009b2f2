using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Fixed names of forms, decisions and job types lead to something that exists; computed ones are checked when they are used.</summary>
internal static class References
{
    internal static IEnumerable<Finding> Check(ProcessDefinition definition, ProcessResources resources) =>
        definition.Nodes.SelectMany(node => Of(node, resources)
            .Where(reference => reference is { Name.IsFeel: false, Known: not null } && !reference.Known.Contains(reference.Name.Source))
            .Select(
                reference =>
                    definition.Error(
                        reference.Name!.Position, "bpmn.unresolved-reference",
                        $"'{node.Id}' refers to {reference.What} '{reference.Name.Source}', which does not exist.")));

    private static IEnumerable<(string What, Expression? Name, IReadOnlySet<string>? Known)> Of(FlowNode node, ProcessResources resources) => node switch
    {
        UserTask { Form.Kind: "formId" } task => [("form", task.Form.Value, resources.FormIds)],
        ServiceTask task => [("job type", task.Job?.Type, resources.JobTypes)],
        BusinessRuleTask task => [("decision", task.Decision?.DecisionId, resources.DecisionIds), ("job type", task.Job?.Type, resources.JobTypes)],
        ScriptTask task => [("job type", task.Job?.Type, resources.JobTypes)],
        SendTask task => [("job type", task.Job?.Type, resources.JobTypes)],
        EndEvent end => [("job type", end.Job?.Type, resources.JobTypes)],
        IntermediateThrowEvent thrown => [("job type", thrown.Job?.Type, resources.JobTypes)],
        _ => [],
    };
}
