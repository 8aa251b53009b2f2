using System.Collections.Immutable;
using System.Globalization;
using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions;

namespace Verwaltung.Workflow;

/// <summary>What an executor may see: the definition, the values of its element, the clock, ids, decisions. Nothing in it can be changed.</summary>
internal sealed class Frame(Turn turn, Guid instance)
{
    private FeelContext? _values;

    internal ProcessDefinition Definition => turn.Definition;

    internal IDecisions Decisions => turn.Decisions;

    internal Guid Instance { get; } = instance;

    internal FeelContext Values => _values ??= turn.State.VisibleTo(Instance);

    internal DateTimeOffset Now => turn.Context.Now;

    internal TimeZoneInfo Zone => turn.Context.Zone;

    internal Guid NextId() => turn.Context.NextId();

    /// <summary>How many called processes the element is in.</summary>
    internal int CallDepth()
    {
        var depth = 0;
        for (var at = Instance; at != ProcessState.RootScope; at = turn.ScopeOf(at))
            if (turn.State.Calls.ContainsKey(at)) depth++;
        return depth;
    }

    internal FeelEnvironment Environment() => turn.Context.Environment();

    /// <summary>The value of an expression; a plain text is itself.</summary>
    internal FeelValue Evaluate(Expression expression) =>
        expression.IsFeel ? expression.Feel!.Evaluate(Values, Environment()) : new FeelString(expression.Source);

    /// <summary>A text; a number is taken as its digits.</summary>
    internal string Text(Expression expression, string what, string code = IncidentCodes.ExpressionFailed) => Evaluate(expression) switch
    {
        FeelString { Value: { Length: > 0 } text } => text,
        FeelNumber number => number.ToString(),
        var other => throw Unfit(expression, what, "a text", other, code),
    };

    internal string? OptionalText(Expression? expression, string what) =>
        expression is null || Evaluate(expression) is FeelNull or FeelString { Value: "" } ? null : Text(expression, what);

    internal bool Condition(Expression expression, string what, FeelContext? more = null)
    {
        var value = more is null ? Evaluate(expression) : expression.Feel!.Evaluate(Values.With(more), Environment());
        return value is FeelBoolean holds ? holds.Value : throw Unfit(expression, what, "true or false", value);
    }

    /// <summary>Whether a flow of a gateway may be taken. One without a condition may, as Zeebe has it.</summary>
    internal bool Holds(string flow, FlowNode gateway) =>
        Definition.Flows[flow].Condition is not { } condition || Condition(condition, $"the condition of flow '{flow}' of gateway '{gateway.Label}'");

    internal FeelList List(Expression expression, string what) => Evaluate(expression) switch
    {
        FeelList list => (FeelList)list.ToPlain(),
        var other => throw Unfit(expression, what, "a list", other),
    };

    /// <summary>A whole number, zero included.</summary>
    internal int Number(Expression expression, string what) => Evaluate(expression) switch
    {
        FeelNumber { Value: >= 0 and <= int.MaxValue } number when decimal.IsInteger(number.Value) => (int)number.Value,
        FeelString text when int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) => count,
        var other => throw Unfit(expression, what, "a whole number", other),
    };

    internal int Count(Expression expression, string what) => Evaluate(expression) switch
    {
        FeelNumber { Value: >= 1 and <= int.MaxValue } number => (int)number.Value,
        FeelString text when int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 => count,
        var other => throw Unfit(expression, what, "a whole number from 1 on", other),
    };

    /// <summary>Names from a FEEL list of texts, or from a text with commas.</summary>
    internal ImmutableArray<string> Names(Expression? expression, string what) => expression is null ? [] : Evaluate(expression) switch
    {
        FeelNull => [],
        FeelString text => [.. text.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
        FeelList list when list.Items.All(item => item is FeelString) => [.. list.Items.Select(item => ((FeelString)item).Value)],
        var other => throw Unfit(expression, what, "a list of texts", other),
    };

    /// <summary>An instant: a date begins at midnight, a time without zone is local, both in the engine's zone. Null for none.</summary>
    internal DateTimeOffset? Instant(Expression? expression, string what)
    {
        if (expression is null || Evaluate(expression) is not { IsNull: false } value || value is FeelString { Value: "" }) return null;
        return Instants.From(value, Zone) ?? throw Unfit(expression, what, "a date or a date and time", value);
    }

    /// <summary>The fault of an expression whose value does not fit. The value itself is not told: it may be personal.</summary>
    internal static Fault Unfit(Expression expression, string what, string wanted, FeelValue found, string code = IncidentCodes.ExpressionFailed) =>
        new(code, $"Expected {what} to be {wanted}, but '{expression.Source}' gave {KindOf(found)}.");

    private static string KindOf(FeelValue value) => value switch
    {
        FeelNull => "null",
        FeelBoolean => "a boolean",
        FeelNumber => "a number",
        FeelString => "a text",
        FeelList => "a list",
        FeelContext => "a context",
        _ => "a value of another kind",
    };
}
