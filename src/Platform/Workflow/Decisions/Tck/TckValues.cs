using System.Collections.Immutable;
using System.Xml.Linq;
using Verwaltung.Feel;

namespace Verwaltung.Workflow.Decisions.Tck;

/// <summary>Values in the kit's XML, and when two of them count as the same.</summary>
internal static class TckValues
{
    private static readonly XNamespace Tck = "http://www.omg.org/spec/DMN/20160719/testcase";
    private static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";
    private static readonly FeelEnvironment Constant = new(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc);

    public static FeelValue Read(XElement holder)
    {
        if (holder.Element(Tck + "list") is { } list) return IsNil(list) ? FeelValue.Null : FeelList.From(list.Elements(Tck + "item").Select(Read));
        if (holder.Elements(Tck + "component").ToList() is { Count: > 0 } components)
            return FeelContext.From(components.Select(component => KeyValuePair.Create(component.Attribute("name")!.Value, Read(component))));
        return holder.Element(Tck + "value") is { } value && !IsNil(value) && !IsNil(holder) ? Simple(value) : FeelValue.Null;
    }

    /// <summary>Equal; numbers to eight digits, as the kit gives irrational ones with more digits than any engine shares.</summary>
    public static bool Same(FeelValue expected, FeelValue found) => (expected, found) switch
    {
        (FeelNumber a, FeelNumber b) => a == b
            || (Math.Abs(a.Value) < 1e28m && Math.Abs((double)a.Value - (double)b.Value) <= Math.Max(1, Math.Abs((double)a.Value)) * 1e-8),
        (FeelList a, FeelList b) => a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(pair => Same(pair.First, pair.Second)),
        (FeelContext a, FeelContext b) => a.Count == b.Count && a.All(entry => b.TryGet(entry.Key, out var other) && Same(entry.Value, other)),
        _ => expected == found,
    };

    private static bool IsNil(XElement element) => element.Attribute(Xsi + "nil")?.Value is "true" or "1";

    private static FeelValue Simple(XElement value)
    {
        var text = value.Value;
        return (value.Attribute(Xsi + "type")?.Value.Split(':')[^1]) switch
        {
            "boolean" => text.Trim() is "true" or "1",
            "decimal" or "double" or "integer" or "int" or "long" or "float" => FeelNumber.Parse(text.Trim()) ?? FeelValue.Null,
            "date" => Convert("date", text),
            "time" => Convert("time", text),
            "dateTime" => Convert("date and time", text),
            "duration" or "dayTimeDuration" or "yearMonthDuration" => Convert("duration", text),
            _ => text,
        };
    }

    private static FeelValue Convert(string function, string text) =>
        FeelExpression.Parse($"{function}(text)").Evaluate(FeelContext.Empty.With("text", text.Trim()), Constant);
}
