namespace Verwaltung.Feel.Evaluation;

/// <summary>Names in scope during an evaluation: frames from the inside out (DMN 1.5, clause 10.3.2.12).</summary>
internal sealed class Scope
{
    /// <summary>The name of the input within unary tests (clause 10.3.2.8).</summary>
    public const string Input = "?";

    private readonly Scope? _outer;
    private readonly FeelContext? _frame;
    private readonly string? _name;
    private readonly FeelValue? _value;

    private Scope(Scope? outer, FeelEnvironment environment, FeelContext? frame, string? name, FeelValue? value) =>
        (_outer, Environment, _frame, _name, _value) = (outer, environment, frame, name, value);

    public Scope(FeelContext variables, FeelEnvironment environment) : this(null, environment, variables, null, null) { }

    public FeelEnvironment Environment { get; }

    public Scope With(FeelContext frame) => new(this, Environment, frame, null, null);

    /// <summary>A frame of one name, as iterations make many of them.</summary>
    public Scope With(string name, FeelValue value) => new(this, Environment, null, name, value);

    public bool TryGet(string name, out FeelValue value)
    {
        for (var scope = this; scope is not null; scope = scope._outer)
            if (scope.TryGetOwn(name, out value)) return true;
        value = FeelNull.Instance;
        return false;
    }

    public FeelValue Fail(string reason) => Environment.Fail(reason);

    private bool TryGetOwn(string name, out FeelValue value)
    {
        value = _value ?? FeelNull.Instance;
        return _frame is null ? _name == name : _frame.TryGet(name, out value!);
    }
}
