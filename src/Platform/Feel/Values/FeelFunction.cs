using System.Collections.Immutable;
using Verwaltung.Feel.Evaluation;

namespace Verwaltung.Feel;

/// <summary>The work of a function: arguments in the order of its parameters (absent optional ones are null) to a result.</summary>
public delegate FeelValue FeelFunctionBody(ImmutableArray<FeelValue> arguments, FeelEnvironment environment);

/// <summary>A parameter of a function; arguments that do not fit its type make the call null (clause 10.3.2.13).</summary>
public sealed record FeelParameter(string Name, FeelType Type, bool Optional = false, bool Variadic = false);

/// <summary>One way to call a function; built-in functions may have several.</summary>
public sealed record FeelSignature(ImmutableArray<FeelParameter> Parameters, FeelFunctionBody Body)
{
    public bool Equals(FeelSignature? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Body.GetHashCode();
}

/// <summary>A function: built in, defined by an expression, or given by the host (clause 10.3.2.13).</summary>
public sealed record FeelFunction(string Name, ImmutableArray<FeelSignature> Signatures) : FeelValue
{
    /// <summary>A function of untyped parameters.</summary>
    public FeelFunction(string name, IEnumerable<string> parameters, FeelFunctionBody body)
        : this(name, [new FeelSignature([.. parameters.Select(parameter => new FeelParameter(parameter, FeelType.Any))], body)]) { }

    internal override string Kind => "function";

    /// <summary>Calls by position; what does not fit gives null and a warning.</summary>
    public FeelValue Invoke(ImmutableArray<FeelValue> arguments, FeelEnvironment environment) =>
        environment.Limited(() => Calls.Invoke(this, arguments, environment));

    /// <summary>Calls by the parameters' names; what does not fit gives null and a warning.</summary>
    public FeelValue Invoke(FeelContext arguments, FeelEnvironment environment) =>
        environment.Limited(() => Calls.Invoke(this, arguments, environment));

    public bool Equals(FeelFunction? other) => other is not null && Name == other.Name && Signatures.SequenceEqual(other.Signatures);

    public override int GetHashCode() => HashCode.Combine(Name, Signatures.Length);
}
