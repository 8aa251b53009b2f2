using System.Collections.Immutable;
using System.Globalization;
using Verwaltung.Feel;

namespace Verwaltung.Periods;

/// <summary>Arguments of a period function as what they mean; a <see cref="FormatException"/> says what does not fit.</summary>
internal readonly struct FeelArguments(ImmutableArray<FeelValue> values, FeelEnvironment environment)
{
    public DateOnly Today => DayOf(environment.Now);

    public string Text(int index) => values[index] is FeelString text ? text.Value : throw new FormatException($"Expected a text but found {values[index]}.");

    public DateOnly Day(int index) => Day(values[index]);

    public DateOnly? Day(FeelContext facts, string name) => facts.Get(name) is FeelNull ? null : Day(facts.Get(name));

    /// <summary>A day at most so many days before or after another.</summary>
    public DateOnly NoFurther(int from, int index, int most) => Math.Abs(Day(index).DayNumber - Day(from).DayNumber) <= most
        ? Day(index)
        : throw new FormatException($"{Day(from):yyyy-MM-dd} and {Day(index):yyyy-MM-dd} lie more than {most} days apart.");

    public int Count(int index, int most) => values[index] is FeelNumber { Value: var number } && decimal.IsInteger(number) && Math.Abs(number) <= most
        ? (int)number
        : throw new FormatException($"Expected a whole number of at most {most} but found {values[index]}.");

    public Land Land(int index, Land home) => values[index] switch
    {
        FeelNull => home,
        FeelString { Value: var name } when Enum.GetNames<Land>().Contains(name) => Enum.Parse<Land>(name),
        var other => throw new FormatException($"{other} is not one of the Laender {string.Join(", ", Enum.GetNames<Land>())}."),
    };

    public WorkingDays WorkingDays(int index, Land home) => new(Land(index, home));

    public Period Period(int index) => values[index] switch
    {
        FeelString text => Verwaltung.Periods.Period.Parse(text.Value),
        FeelYearsMonthsDuration { Months: > 0 and <= 9999 } duration => new Period(Months: (int)duration.Months),
        FeelDaysTimeDuration { Value: var span } when span.Ticks % TimeSpan.TicksPerDay == 0 && span.Days is > 0 and <= 9999 => new Period(Days: span.Days),
        var other => throw new FormatException($"{other} is not a period such as \"1 month\", \"P2W\" or duration(\"P14D\")."),
    };

    /// <summary>A context of these entries; none for null.</summary>
    public FeelContext Context(int index, params string[] known) => values[index] switch
    {
        FeelNull => FeelContext.Empty,
        FeelContext context when context.Names.FirstOrDefault(name => !known.Contains(name)) is { } other =>
            throw new FormatException($"'{other}' is not one of {string.Join(", ", known)}."),
        FeelContext context => context,
        var other => throw new FormatException($"Expected a context but found {other}."),
    };

    private DateOnly Day(FeelValue value) => value switch
    {
        FeelDate date => date.Value,
        FeelDateTime at => DayOf(at.ToInstant(environment.Zone)),
        FeelString { Value: var text } when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        FeelString { Value: var text } when text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) => DayOf(instant),
        var other => throw new FormatException($"Expected a date but found {other}."),
    };

    private DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, environment.Zone).DateTime);
}

internal static class Choices
{
    /// <summary>What an entry of a context chooses; <paramref name="fallback"/> where it is not set.</summary>
    public static T Choice<T>(this FeelContext options, string name, T fallback, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (options.Get(name) is FeelNull) return fallback;
        foreach (var (word, value) in choices)
            if (options.Get(name) is FeelString text && text.Value == word) return value;
        throw new FormatException($"{options.Get(name)} is no '{name}' that is known.");
    }
}
