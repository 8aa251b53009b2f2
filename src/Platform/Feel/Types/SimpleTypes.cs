namespace Verwaltung.Feel.Types;

/// <summary>The named types (DMN 1.5, clause 10.3.2.9.1) and the older names under which model files know them.</summary>
internal static class SimpleTypes
{
    private static readonly Dictionary<string, FeelType> ByName = new(StringComparer.Ordinal)
    {
        ["Any"] = FeelType.Any,
        ["Null"] = new FeelSimpleType("Null"),
        ["number"] = new FeelSimpleType("number"),
        ["string"] = new FeelSimpleType("string"),
        ["boolean"] = new FeelSimpleType("boolean"),
        ["date"] = new FeelSimpleType("date"),
        ["time"] = new FeelSimpleType("time"),
        ["date and time"] = new FeelSimpleType("date and time"),
        ["dateTime"] = new FeelSimpleType("date and time"),
        ["days and time duration"] = new FeelSimpleType("days and time duration"),
        ["dayTimeDuration"] = new FeelSimpleType("days and time duration"),
        ["years and months duration"] = new FeelSimpleType("years and months duration"),
        ["yearMonthDuration"] = new FeelSimpleType("years and months duration"),
        ["list"] = new FeelListType(FeelType.Any),
        ["context"] = new FeelContextType([]),
        ["range"] = new FeelRangeType(FeelType.Any),
        ["function"] = new FeelSimpleType("function"),
        ["duration"] = new FeelSimpleType("duration"),
    };

    public static FeelType? Named(string name) => ByName.GetValueOrDefault(name);
}
