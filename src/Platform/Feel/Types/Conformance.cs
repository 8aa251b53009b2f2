using Verwaltung.Feel.Evaluation;

namespace Verwaltung.Feel.Types;

/// <summary>Whether a value is of a type, and the conversions FEEL makes by itself (DMN 1.5, clauses 10.3.2.9.2 to 10.3.2.9.4).</summary>
internal static class Conformance
{
    /// <summary>The meaning of <c>instance of</c>: null is an instance of Null alone.</summary>
    public static bool IsInstance(FeelValue value, FeelType type) => (value, type) switch
    {
        (FeelNull, _) => type is FeelSimpleType { Name: "Null" },
        (_, FeelSimpleType { Name: "Any" }) => true,
        (FeelDaysTimeDuration or FeelYearsMonthsDuration, FeelSimpleType { Name: "duration" }) => true,
        (_, FeelSimpleType simple) => value.Kind == simple.Name,
        (FeelList list, FeelListType of) => list.Items.All(item => Fits(item, of.Item)),
        (FeelRange range, FeelRangeType of) => Fits(range.Low, of.Item) && Fits(range.High, of.Item),
        (FeelContext context, FeelContextType of) => of.Entries.All(entry => context.TryGet(entry.Key, out var found) && Fits(found, entry.Value)),
        (FeelFunction function, FeelFunctionType of) => Fits(function, of),
        _ => false,
    };

    /// <summary>Whether a value may stand where <paramref name="type"/> is asked for: null may stand everywhere.</summary>
    public static bool Fits(FeelValue value, FeelType type) => value is FeelNull || IsInstance(value, type);

    /// <summary>
    /// The value as an instance of <paramref name="type"/>: itself, the only item of a list, a list of the one value,
    /// a date as midnight UTC. C# null if none of these fits.
    /// </summary>
    public static FeelValue? Convert(FeelValue value, FeelType type) => value switch
    {
        _ when Fits(value, type) => value,
        FeelList { Items: [var only] } when type is not FeelListType => Fits(only, type) ? only : null,
        not FeelList when type is FeelListType of && Fits(value, of.Item) => FeelList.Of(value),
        FeelDate date when type is FeelSimpleType { Name: "date and time" } => Arithmetic.Midnight(date),
        _ => null,
    };

    // Parameters are contravariant, results covariant; a function of FEEL does not declare its result.
    private static bool Fits(FeelFunction function, FeelFunctionType type) =>
        function.Signatures.Any(signature => signature.Parameters.Length == type.Parameters.Length
            && signature.Parameters.Zip(type.Parameters).All(pair => Conforms(pair.Second, pair.First.Type)));

    /// <summary>Whether every value of <paramref name="type"/> is one of <paramref name="wider"/>.</summary>
    public static bool Conforms(FeelType type, FeelType wider) => (type, wider) switch
    {
        (_, FeelSimpleType { Name: "Any" }) => true,
        (FeelSimpleType { Name: "Null" }, _) => true,
        (FeelSimpleType a, FeelSimpleType b) => a.Name == b.Name,
        (FeelListType a, FeelListType b) => Conforms(a.Item, b.Item),
        (FeelRangeType a, FeelRangeType b) => Conforms(a.Item, b.Item),
        (FeelContextType a, FeelContextType b) => b.Entries.All(entry => a.Entries.Any(own => own.Key == entry.Key && Conforms(own.Value, entry.Value))),
        (FeelFunctionType a, FeelFunctionType b) => a.Parameters.Length == b.Parameters.Length
            && a.Parameters.Zip(b.Parameters).All(pair => Conforms(pair.Second, pair.First)) && Conforms(a.Result, b.Result),
        _ => false,
    };
}
