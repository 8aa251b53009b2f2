using System.Collections.Immutable;
using System.Globalization;
using Verwaltung.Feel;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Verwaltung.Procedures.Tests;

/// <summary>A file of <c>workflows/*/scenarios/</c>: an application, what people and registers answer, and what is expected of it.</summary>
/// <param name="Way">Elements in the order in which their tasks, jobs and messages are done.</param>
internal sealed record Scenario(
    DateTimeOffset Start, FeelContext Application, ImmutableDictionary<string, FeelContext> Steps, IReadOnlyList<string> Way, FeelContext Values)
{
    public static Scenario Read(string path)
    {
        using var text = File.OpenText(path);
        var yaml = new YamlStream();
        yaml.Load(text);
        var root = (FeelContext)Value(yaml.Documents[0].RootNode);
        string[] known = ["start", "antrag", "schritte", "weg", "werte"];
        if (root.Names.Except(known).FirstOrDefault() is { } unknown) throw new InvalidDataException($"{path}: unknown entry '{unknown}'.");
        return new(
            DateTimeOffset.Parse(((FeelString)root.Get("start")).Value, CultureInfo.InvariantCulture),
            (FeelContext)root.Get("antrag"),
            ((FeelContext)root.Get("schritte")).ToImmutableDictionary(step => step.Key, step => (FeelContext)step.Value),
            [.. ((FeelList)root.Get("weg")).Items.Cast<FeelString>().Select(element => element.Value)],
            (FeelContext)root.Get("werte"));
    }

    private static FeelValue Value(YamlNode node) => node switch
    {
        YamlMappingNode map => FeelContext.From(map.Children.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, Value(entry.Value)))),
        YamlSequenceNode list => FeelList.From(list.Children.Select(Value)),
        YamlScalarNode { Style: ScalarStyle.Plain } plain when bool.TryParse(plain.Value, out var yes) => yes,
        YamlScalarNode { Style: ScalarStyle.Plain } plain when decimal.TryParse(plain.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
        YamlScalarNode scalar => scalar.Value,
        _ => throw new InvalidDataException($"Expected a mapping, sequence or scalar, but found {node.NodeType}."),
    };
}
