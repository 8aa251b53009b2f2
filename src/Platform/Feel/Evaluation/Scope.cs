namespace Verwaltung.Feel.Evaluation;

/// <summary>Names in scope during an evaluation: frames from the inside out (DMN 1.5, clause 10.3.2.12).</summary>
internal sealed class Scope
{
    /// <summary>The name of the input within unary tests (clause 10.3.2.8).</summary>
    public const string Input = "?";

    private readonly Scope? _outer;
    private readonly FeelContext _frame;

    private Scope(Scope? outer, FeelContext frame, FeelEnvironment environment) => (_outer, _frame, Environment) = (outer, frame, environment);

    public Scope(FeelContext variables, FeelEnvironment environment) : this(null, variables, environment) { }

    public FeelEnvironment Environment { get; }

    public Scope With(FeelContext frame) => new(this, frame, Environment);

    public Scope With(string name, FeelValue value) => With(FeelContext.Empty.With(name, value));

    public bool TryGet(string name, out FeelValue value)
    {
        for (var scope = this; scope is not null; scope = scope._outer)
            if (scope._frame.TryGet(name, out value!)) return true;
        value = FeelNull.Instance;
        return false;
    }

    public FeelValue Fail(string reason) => Environment.Fail(reason);
}
