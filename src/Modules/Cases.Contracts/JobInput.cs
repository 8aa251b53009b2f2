using System.Globalization;
using System.Reflection;
using Verwaltung.Feel;

namespace Verwaltung.Cases.Contracts;

/// <summary>A value of the case that a worker takes.</summary>
/// <param name="Name">The name that the service task's input mapping gives it.</param>
/// <param name="Kind">What it is, in a word: <c>text</c>, <c>date</c>, <c>number</c>, <c>boolean</c>, <c>euros</c>, <c>context</c>.</param>
/// <param name="IsOptional">Whether the worker also works without it.</param>
/// <param name="Else">Where in the case's data it is read if the task gives none.</param>
public sealed record JobInput(string Name, string Kind, bool IsOptional, DataName? Else)
{
    private const decimal MostEuros = 999_999;

    private static readonly Reading[] Readings =
    [
        new(typeof(string), "text", "a text", value => value is FeelString { Value.Length: > 0 } text ? text.Value : null),
        new(typeof(DateOnly), "date", "a date", value => Day(value)),
        new(typeof(decimal), "number", "a number", value => value is FeelNumber { IsDecimal: true } number ? number.Value : null),
        new(typeof(bool), "boolean", "true or false", value => value is FeelBoolean known ? known.Value : null),
        new(typeof(Euros), "euros", "an amount in euros with two decimals at most", value => Amount(value)),
        new(typeof(FeelContext), "context", "a context", value => value as FeelContext),
    ];

    private Reading By => Array.Find(Readings, reading => reading.Kind == Kind)!;

    /// <summary>The input that a parameter of a worker's command stands for.</summary>
    /// <exception cref="InvalidOperationException">It is not declared, or of a type that no input has.</exception>
    internal static JobInput Of(ParameterInfo parameter)
    {
        var declared = parameter.GetCustomAttribute<InputAttribute>() ?? throw Unexpected(parameter, "to say [Input]");
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var reading = Array.Find(Readings, reading => reading.Type == type)
            ?? throw Unexpected(parameter, $"to be one of {string.Join(", ", Readings.Select(known => known.Type.Name))}");
        var isOptional = type != parameter.ParameterType
            || (!type.IsValueType && new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable);
        var fallback = declared.Else is { } name
            ? typeof(DataNames).GetProperty(name)?.GetValue(null) as DataName ?? throw Unexpected(parameter, $"to fall back on a name of {nameof(DataNames)}")
            : null;
        return new(declared.Name, reading.Kind, isOptional, fallback);
    }

    /// <summary>The value for the command; null with why the job fails where there is none.</summary>
    internal object? Read(Job job, out JobResult.Failed? fault)
    {
        fault = null;
        var found = job.Values.Get(Name);
        if (found is FeelNull && Else is not null) found = job.Values.GetPath(Else);
        if (IsOptional && found is FeelNull or FeelString { Value: "" }) return null;
        var value = By.Read(found);
        if (value is null) fault = JobResult.Failed.Expected(job, Name, By.Expected, found);
        return value;
    }

    /// <summary>A day, given as text (as case data are) or as date.</summary>
    private static DateOnly? Day(FeelValue value) => value switch
    {
        FeelDate day => day.Value,
        FeelString text when DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        _ => null,
    };

    private static Euros? Amount(FeelValue value) =>
        value is FeelNumber { Value: >= 0 and <= MostEuros and var euros } && decimal.Truncate(euros * 100) == euros * 100
            ? new Euros((long)(euros * 100))
            : null;

    private static InvalidOperationException Unexpected(ParameterInfo parameter, string what) =>
        new($"Expected parameter {parameter.Name} of {parameter.Member.DeclaringType} {what}, but it is {parameter.ParameterType}.");

    private sealed record Reading(Type Type, string Kind, string Expected, Func<FeelValue, object?> Read);
}
