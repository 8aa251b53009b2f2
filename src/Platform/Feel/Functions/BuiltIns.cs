using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Verwaltung.Feel.Functions;

/// <summary>The built-in functions (DMN 1.5, clause 10.3.4), by name.</summary>
internal static class BuiltIns
{
    public static FrozenDictionary<string, FeelFunction> All { get; } =
        new BuiltIn[][]
        {
            ConversionFunctions.All,   // 10.3.4.1
            StringFunctions.All,       // 10.3.4.2 boolean, 10.3.4.3 string
            ListFunctions.All,         // 10.3.4.4
            StatisticFunctions.All,    // 10.3.4.4
            NumericFunctions.All,      // 10.3.4.5
            TemporalFunctions.All,     // 10.3.4.6 to 10.3.4.8
            RangeFunctions.All,        // 10.3.4.9
            ContextFunctions.All,      // 10.3.4.10, 10.3.4.11 sort
        }
        .SelectMany(group => group)
        .GroupBy(function => function.Name, function => function.Signature)
        .ToFrozenDictionary(group => group.Key, group => new FeelFunction(group.Key, [.. group]), StringComparer.Ordinal);
}

/// <summary>A built-in function, declared by its signature as the standard writes it.</summary>
internal sealed record BuiltIn(string Name, FeelSignature Signature)
{
    /// <param name="signature">
    /// <c>name(parameter: type, optional?: type, many...: type)</c>. Null for a parameter of a type other than Any makes the
    /// result null, as the standard wants it of most functions.
    /// </param>
    /// <param name="body">Called with arguments of the declared types; C# null is an error of the arguments.</param>
    public static BuiltIn Define(string signature, Func<ImmutableArray<FeelValue>, FeelEnvironment, FeelValue?> body)
    {
        var open = signature.IndexOf('(', StringComparison.Ordinal);
        var name = signature[..open];
        var parameters = signature[(open + 1)..^1].Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(Parameter).ToImmutableArray();
        return new BuiltIn(name, new FeelSignature(parameters, Guarded));

        FeelValue Guarded(ImmutableArray<FeelValue> arguments, FeelEnvironment environment)
        {
            environment.Spend(arguments.Sum(argument => argument is FeelList list ? list.Items.Length : 0));
            foreach (var (parameter, argument) in parameters.Zip(arguments))
                if (argument is FeelNull && !parameter.Optional && parameter.Type != FeelType.Any)
                    return environment.Fail($"{name}(): '{parameter.Name}' is null.");
            try
            {
                return body(arguments, environment) ?? environment.Fail($"{name}() has no result for {Shown(arguments)}.");
            }
            catch (Exception exception) when (exception is OverflowException or ArgumentOutOfRangeException or DivideByZeroException)
            {
                return environment.Fail($"{name}() is out of range for {Shown(arguments)}.");
            }
        }
    }

    public static BuiltIn Define(string signature, Func<ImmutableArray<FeelValue>, FeelValue?> body) =>
        Define(signature, (arguments, _) => body(arguments));

    private static string Shown(ImmutableArray<FeelValue> arguments) =>
        string.Join(", ", arguments.Select(argument => argument.Extent.Weight > 100 ? $"a large {argument.Kind}" : argument.ToString()));

    private static FeelParameter Parameter(string text)
    {
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        var name = text[..colon];
        return new FeelParameter(
            name.TrimEnd('?', '.'), Type(text[(colon + 2)..]), Optional: name.EndsWith('?'), Variadic: name.EndsWith("...", StringComparison.Ordinal));
    }

    private static FeelType Type(string text) => text switch
    {
        _ when text.StartsWith("list<", StringComparison.Ordinal) => new FeelListType(Type(text[5..^1])),
        _ => Types.SimpleTypes.Named(text) ?? throw new InvalidOperationException($"Expected a type of FEEL but found '{text}'."),
    };
}

/// <summary>Arguments as the values they were checked to be.</summary>
internal static class Arguments
{
    public static string Text(this FeelValue value) => ((FeelString)value).Value;

    public static FeelNumber Number(this FeelValue value) => (FeelNumber)value;

    public static ImmutableArray<FeelValue> Items(this FeelValue value) => ((FeelList)value).Items;

    /// <summary>The number without its fraction, C# null if that is beyond an int.</summary>
    public static int? Truncated(this FeelValue value) =>
        value is FeelNumber { Value: var number } && decimal.Truncate(number) is >= int.MinValue and <= int.MaxValue and var whole ? (int)whole : null;

    /// <summary>A whole number, or C# null if it has a fraction or is beyond an int.</summary>
    public static int? Whole(this FeelValue value) =>
        value is FeelNumber { IsInteger: true, Value: var number } && number is >= int.MinValue and <= int.MaxValue ? (int)number : null;
}
