using System.Collections.Immutable;
using Verwaltung.Feel.Types;

namespace Verwaltung.Feel.Evaluation;

/// <summary>A function by its expression (clause 10.3.2.13); it keeps the scope in which it was defined.</summary>
internal sealed record FunctionExpression(ImmutableArray<FeelParameter> Parameters, Expression Body, bool External) : Expression
{
    protected override FeelValue Calculate(Scope scope)
    {
        if (External) return scope.Fail("Functions of Java or PMML are not executed.");
        return new FeelFunction("", [new FeelSignature(Parameters, (arguments, _) => Body.Evaluate(scope.With(Frame(arguments))))]);
    }

    private FeelContext Frame(ImmutableArray<FeelValue> arguments) =>
        FeelContext.From(Parameters.Select((parameter, i) => KeyValuePair.Create(parameter.Name, arguments[i])));
}

/// <summary>An argument of a call, with its name if it has one.</summary>
internal sealed record Argument(string? Name, Expression Value);

/// <summary>A call (clause 10.3.2.13): the first signature that takes the arguments is used.</summary>
internal sealed record InvocationExpression(Expression Function, ImmutableArray<Argument> Arguments) : Expression
{
    private string Named => Function switch { NameExpression name => name.Name, PathExpression path => path.Name, _ => "What is called" };

    protected override FeelValue Calculate(Scope scope)
    {
        if (Function.Evaluate(scope) is not FeelFunction function) return scope.Fail($"{Named} is no function.");
        if (Arguments.Any(argument => argument.Name is not null))
            return Calls.Invoke(
                function, FeelContext.From(
                    Arguments.Select(argument => KeyValuePair.Create(argument.Name!, argument.Value.Evaluate(scope)))), scope.Environment);
        return Calls.Invoke(function, [.. Arguments.Select(argument => argument.Value.Evaluate(scope))], scope.Environment);
    }
}

/// <summary>Binds arguments to the parameters of a signature and converts them to its types (clauses 10.3.2.9.4, 10.3.2.13.4).</summary>
internal static class Calls
{
    public static FeelValue Invoke(FeelFunction function, ImmutableArray<FeelValue> arguments, FeelEnvironment environment) =>
        Invoke(function, signature => Bind(signature, arguments), environment);

    public static FeelValue Invoke(FeelFunction function, FeelContext named, FeelEnvironment environment) =>
        Invoke(function, signature => Bind(signature, named), environment);

    private static FeelValue Invoke(FeelFunction function, Func<FeelSignature, ImmutableArray<FeelValue>?> bind, FeelEnvironment environment)
    {
        foreach (var signature in function.Signatures)
            if (bind(signature) is { } arguments) return environment.Call(signature, arguments);
        return environment.Fail($"{Name(function)} cannot be called with these arguments.");
    }

    private static string Name(FeelFunction function) => function.Name.Length == 0 ? "The function" : $"{function.Name}()";

    private static ImmutableArray<FeelValue>? Bind(FeelSignature signature, ImmutableArray<FeelValue> arguments)
    {
        if (signature.Parameters is [.., { Variadic: true } last])
        {
            var single = signature.Parameters.Length - 1;
            if (arguments.Length < Math.Max(1, single)) return null;
            return Convert(signature, [.. arguments.Take(single), FeelList.From(arguments.Skip(single))], last);
        }

        if (arguments.Length > signature.Parameters.Length || signature.Parameters.Skip(arguments.Length).Any(parameter => !parameter.Optional)) return null;
        return Convert(signature, [.. arguments, .. Enumerable.Repeat(FeelNull.Instance, signature.Parameters.Length - arguments.Length)], null);
    }

    private static ImmutableArray<FeelValue>? Bind(FeelSignature signature, FeelContext named)
    {
        if (named.Names.Any(name => signature.Parameters.All(parameter => parameter.Name != name))) return null;
        if (signature.Parameters.Any(parameter => !parameter.Optional && !named.Contains(parameter.Name))) return null;
        return Convert(signature, [.. signature.Parameters.Select(parameter => named.Get(parameter.Name))], null);
    }

    private static ImmutableArray<FeelValue>? Convert(FeelSignature signature, ImmutableArray<FeelValue> arguments, FeelParameter? variadic)
    {
        var converted = ImmutableArray.CreateBuilder<FeelValue>(arguments.Length);
        foreach (var (parameter, argument) in signature.Parameters.Zip(arguments))
        {
            var type = parameter == variadic ? new FeelListType(parameter.Type) : parameter.Type;
            if (Conformance.Convert(argument, type) is not { } value) return null;
            converted.Add(value);
        }

        return converted.ToImmutable();
    }
}
