using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using Verwaltung.Feel;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Verwaltung.Procedures;

/// <summary>Reads a scenario file; what is not as expected is a finding at its line.</summary>
internal static class ScenarioReader
{
    public static (Scenario? Scenario, ImmutableArray<Finding> Findings) Read(byte[] content, string file)
    {
        try
        {
            return (Read(YamlValues.Load(Encoding.UTF8.GetString(content)), file), []);
        }
        catch (YamlException fault)
        {
            return (null, [YamlFaults.From(fault, file, "scenario.yaml")]);
        }
    }

    private static Scenario Read(YamlMappingNode root, string file)
    {
        string[] known = ["start", "antrag", "schritte", "offen", "dabei", "spaeter", "weg", "werte"];
        foreach (var (key, _) in root.Children.Where(entry => !known.Contains(((YamlScalarNode)entry.Key).Value)))
            throw YamlValues.Expected(key, $"one of {string.Join(", ", known)}");
        var (steps, way, values) = (Entry<YamlMappingNode>(root, "schritte"), Entry<YamlSequenceNode>(root, "weg"), Entry<YamlMappingNode>(root, "werte"));
        return new Scenario(
            file, Start(Entry<YamlScalarNode>(root, "start")), YamlValues.Context(Entry<YamlMappingNode>(root, "antrag")),
            steps.Children.ToImmutableDictionary(step => YamlValues.Name(step.Key), step => Times(step.Value)),
            [.. Open(root)?.Children.Select(YamlValues.Name) ?? []],
            During(root)?.Children.ToImmutableDictionary(coming => YamlValues.Name(coming.Key), coming => YamlValues.Name(coming.Value))
                ?? ImmutableDictionary<string, string>.Empty,
            Late(root)?.Children.ToImmutableDictionary(step => YamlValues.Name(step.Key), step => Delay(step.Value))
                ?? ImmutableDictionary<string, TimeSpan>.Empty,
            [.. way.Children.Select(YamlValues.Name)], YamlValues.Context(values), Places(steps, Open(root), During(root), Late(root), way, values));
    }

    private static YamlSequenceNode? Open(YamlMappingNode root) => root.Children.ContainsKey("offen") ? Entry<YamlSequenceNode>(root, "offen") : null;

    private static YamlMappingNode? During(YamlMappingNode root) => root.Children.ContainsKey("dabei") ? Entry<YamlMappingNode>(root, "dabei") : null;

    /// <summary>What is done again has a list: the first time, the second.</summary>
    private static ImmutableArray<FeelContext> Times(YamlNode step) => step is YamlSequenceNode times ? [.. times.Children.Select(Once)] : [Once(step)];

    private static FeelContext Once(YamlNode step) =>
        step is YamlMappingNode values ? YamlValues.Context(values) : throw YamlValues.Expected(step, "a mapping of values");

    private static YamlMappingNode? Late(YamlMappingNode root) => root.Children.ContainsKey("spaeter") ? Entry<YamlMappingNode>(root, "spaeter") : null;

    private static TimeSpan Delay(YamlNode node)
    {
        try
        {
            return XmlConvert.ToTimeSpan(YamlValues.Name(node));
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            throw YamlValues.Expected(node, "a duration such as P16D or PT2H");
        }
    }

    private static T Entry<T>(YamlMappingNode root, string name) where T : YamlNode =>
        root.Children.FirstOrDefault(entry => YamlValues.Name(entry.Key) == name).Value switch
        {
            T entry => entry,
            null => throw YamlValues.Expected(root, $"an entry '{name}'"),
            var other =>
                throw YamlValues.Expected(
                    other, typeof(T) == typeof(YamlMappingNode) ? "a mapping" : typeof(T) == typeof(YamlSequenceNode) ? "a list" : "a single value"),
        };

    private static DateTimeOffset Start(YamlScalarNode start) =>
        DateTimeOffset.TryParseExact(start.Value, "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant
            : throw YamlValues.Expected(start, "an instant such as 2026-11-23T09:00:00+01:00");

    private static ImmutableDictionary<string, (int, int)> Places(
        YamlMappingNode steps, YamlSequenceNode? open, YamlMappingNode? during, YamlMappingNode? late, YamlSequenceNode way, YamlMappingNode values) =>
        steps.Children.Keys.Select(step => ($"schritte/{YamlValues.Name(step)}", step))
            .Concat(values.Children.Keys.Select(value => ($"werte/{YamlValues.Name(value)}", value)))
            .Concat(way.Children.Select((step, i) => ($"weg/{i}", step)))
            .Concat(open?.Children.Select(step => ($"offen/{YamlValues.Name(step)}", step)).DistinctBy(place => place.Item1) ?? [])
            .Concat(during?.Children.Keys.Select(coming => ($"dabei/{YamlValues.Name(coming)}", coming)) ?? [])
            .Concat(late?.Children.Keys.Select(step => ($"spaeter/{YamlValues.Name(step)}", step)) ?? [])
            .Append(("weg", way))
            .ToImmutableDictionary(place => place.Item1, place => YamlValues.PlaceOf(place.Item2.Start));
}
