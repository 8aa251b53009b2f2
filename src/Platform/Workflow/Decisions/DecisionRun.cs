using System.Runtime.CompilerServices;
using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions.Logic;

namespace Verwaltung.Workflow.Decisions;

/// <summary>One evaluation of a model: every decision at most once, in the order in which they are required (DMN 1.5, clause 10.4).</summary>
internal sealed class DecisionRun
{
    private readonly DecisionModel _model;
    private readonly FeelContext _input;
    private readonly FeelContext _undeclared;
    private readonly Dictionary<string, FeelValue> _values;

    public DecisionRun(DecisionModel model, FeelContext input, FeelEnvironment environment)
        : this(model, input, environment, [], []) { }

    private DecisionRun(DecisionModel model, FeelContext input, FeelEnvironment environment, List<MatchedRule> rules, Dictionary<string, FeelValue> known)
    {
        (_model, _input, Environment, Rules, _values) = (model, input, environment, rules, known);
        _undeclared = model.Elements.Aggregate(input, (left, element) => left.Without(element.Name));
    }

    public FeelEnvironment Environment { get; }

    /// <summary>Rules that matched so far.</summary>
    public List<MatchedRule> Rules { get; }

    public FeelValue Value(Decision decision)
    {
        if (_values.TryGetValue(decision.Id, out var known)) return known;
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new DecisionException(decision.Id, $"Decision '{decision.Name}' stands at the end of too long a chain of requirements.");
        var value = decision.Logic?.Evaluate(Scope(decision, decision.Requirements), new LogicRun(this, decision.Id)) ?? FeelNull.Instance;
        return _values[decision.Id] = Typed(decision.Type, value, $"Decision '{decision.Name}'");
    }

    /// <summary>A service called from outside takes its inputs, and values for its input decisions, from the input.</summary>
    public FeelValue Serve(DecisionService service) => Serve(service, _input);

    private FeelValue Serve(DecisionService service, FeelContext input)
    {
        var known = service.InputDecisions.Select(Element<Decision>).ToDictionary(decision => decision.Id, decision =>
            Typed(decision.Type, input.Get(decision.Name), $"Input '{decision.Name}' of service '{service.Name}'"));
        var inner = new DecisionRun(_model, input, Environment, Rules, known);
        var outputs = service.Outputs.Select(Element<Decision>).ToList();
        var value = outputs is [var only]
            ? inner.Value(only)
            : FeelContext.From(outputs.Select(output => KeyValuePair.Create(output.Name, inner.Value(output))));
        return Typed(service.Type, value, $"Service '{service.Name}'");
    }

    private FeelContext Scope(DrgElement requirer, IEnumerable<string> requirements) =>
        requirements.Select(_model.ById).OfType<DrgElement>().Aggregate(_undeclared, (scope, element) =>
            Add(scope, requirer.Home.PrefixOf(element.Home), element.Name, Value(element)));

    // What is imported lies beneath the import's name.
    private static FeelContext Add(FeelContext scope, string? prefix, string name, FeelValue value) =>
        prefix is null ? scope.With(name, value) : scope.With(prefix, (scope.Get(prefix) as FeelContext ?? FeelContext.Empty).With(name, value));

    private FeelValue Value(DrgElement element) => element switch
    {
        InputData input => Typed(input.Type, Given(input), $"Input '{input.Name}'"),
        Decision decision => Value(decision),
        BusinessKnowledgeModel { Logic: { } logic } knowledge =>
            logic.Function(knowledge.Name, () => Scope(knowledge, knowledge.Requirements), knowledge.Type, new LogicRun(this, knowledge.Id)),
        DecisionService service => Function(service),
        _ => FeelNull.Instance,
    };

    private FeelValue Given(InputData input) =>
        _input.TryGet(input.Name, out var value) ? value : Environment.Fail($"The input '{input.Name}' is missing.");

    private FeelFunction Function(DecisionService service)
    {
        var parameters = service.Inputs.Concat(service.InputDecisions).Select(id => _model.ById(id)!).ToList();
        var signature = new FeelSignature([.. parameters.Select(Parameter)], (arguments, _) =>
            Serve(service, FeelContext.From(parameters.Zip(arguments, (parameter, argument) => KeyValuePair.Create(parameter.Name, argument)))));
        return new FeelFunction(service.Name, [signature]);
    }

    private static FeelParameter Parameter(DrgElement element) =>
        new(element.Name, (element switch { InputData input => input.Type, Decision decision => decision.Type, _ => null })?.Type ?? FeelType.Any);

    private T Element<T>(string id) where T : DrgElement =>
        _model.ById(id) as T ?? throw new InvalidOperationException($"Expected '{id}' to be a {typeof(T).Name}: the reader checks references.");

    private FeelValue Typed(ItemType? type, FeelValue value, string what) => type?.Convert(value, what, Environment) ?? value;
}
