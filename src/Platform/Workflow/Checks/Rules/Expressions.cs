using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Expressions are FEEL that can be read; those of other languages are refused, and conditions are always computed.</summary>
internal static class Expressions
{
    internal static IEnumerable<Finding> Check(ProcessDefinition definition) =>
        definition.Nodes.SelectMany(node => Of(node).Select(expression => CheckOne(definition, $"'{node.Id}'", expression)))
            .Concat(definition.Flows.Values.Where(flow => flow.Condition is not null).Select(flow => CheckCondition(definition, flow, flow.Condition!)))
            .OfType<Finding>();

    private static Finding? CheckCondition(ProcessDefinition definition, SequenceFlow flow, Expression condition) =>
        CheckOne(definition, $"flow '{flow.Id}'", condition) is { } found ? found
        : condition.IsFeel ? null
        : definition.Error(condition.Position, "bpmn.expression", $"The condition of flow '{flow.Id}' must be FEEL with a leading '='.");

    private static Finding? CheckOne(ProcessDefinition definition, string where, Expression expression)
    {
        if (expression.Source.StartsWith("${", StringComparison.Ordinal) || expression.Source.StartsWith("#{", StringComparison.Ordinal))
            return definition.Error(
                expression.Position, "bpmn.expression", $"An expression of {where} is written in JUEL: '{expression.Source}'. Write FEEL with a leading '='.");
        try
        {
            _ = expression.Feel;
            return null;
        }
        catch (FeelSyntaxException wrong)
        {
            return definition.Error(Place(expression, wrong), "bpmn.expression", $"An expression of {where} is not FEEL: {wrong.Message}");
        }
    }

    /// <summary>The place in the file: the expression begins one column after its <c>=</c>.</summary>
    private static Position Place(Expression expression, FeelSyntaxException wrong) => wrong.Line == 1
        ? expression.Position with { Column = expression.Position.Column + wrong.Column }
        : new(expression.Position.Line + wrong.Line - 1, wrong.Column);

    private static IEnumerable<Expression> Of(FlowNode node) => node.Inputs.Concat(node.Outputs).Select(mapping => mapping.Source)
        .Concat(OfWork(node)).Concat(OfLoop(node as Activity)).Concat(OfTrigger(node.Trigger())).OfType<Expression>();

    private static IEnumerable<Expression?> OfWork(FlowNode node) => node switch
    {
        UserTask task => [task.Assignee, task.CandidateGroups, task.CandidateUsers, task.DueDate, task.FollowUpDate, task.Form?.Value],
        ServiceTask task => [task.Job?.Type, task.Job?.Retries],
        BusinessRuleTask task => [task.Decision?.DecisionId, task.Job?.Type, task.Job?.Retries],
        ScriptTask task => [task.Script?.Source, task.Job?.Type, task.Job?.Retries],
        SendTask task => [task.Job?.Type, task.Job?.Retries],
        EndEvent end => [end.Job?.Type, end.Job?.Retries],
        IntermediateThrowEvent thrown => [thrown.Job?.Type, thrown.Job?.Retries],
        CallActivity call => [call.Called?.ProcessId],
        _ => [],
    };

    private static IEnumerable<Expression?> OfLoop(Activity? activity) => activity?.Loop is { } loop
        ? [loop.Cardinality, loop.InputCollection, loop.OutputElement, loop.CompletionCondition]
        : [];

    private static IEnumerable<Expression?> OfTrigger(EventTrigger? trigger) => trigger switch
    {
        EventTrigger.Timer timer => [timer.Value],
        EventTrigger.Message message => [message.Name, message.CorrelationKey],
        EventTrigger.Signal signal => [signal.Name],
        EventTrigger.Error error => [error.Code],
        EventTrigger.Escalation escalation => [escalation.Code],
        _ => [],
    };
}
