using System.Globalization;
using Verwaltung.Feel;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Verwaltung.Procedures;

/// <summary>YAML as FEEL values, with the core schema's plain scalars; whatever else the file holds is refused at its place.</summary>
internal static class YamlValues
{
    private const int MostDepth = 50;

    /// <exception cref="YamlException">It is not YAML, nested too deeply, or no single mapping.</exception>
    public static YamlMappingNode Load(string text)
    {
        RefuseDeep(text);
        var yaml = new YamlStream();
        using var reader = new StringReader(text);
        yaml.Load(reader);
        return yaml.Documents is [{ RootNode: YamlMappingNode root }]
            ? root
            : throw new YamlException(Mark.Empty, Mark.Empty, "Expected one document with a mapping.");
    }

    // The reader below goes down by recursion.
    private static void RefuseDeep(string text)
    {
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        for (var depth = 0; parser.MoveNext();)
            if ((depth += parser.Current!.NestingIncrease) > MostDepth)
                throw new YamlException(parser.Current.Start, parser.Current.End, $"Entries are nested more than {MostDepth} deep.");
    }

    public static FeelContext Context(YamlMappingNode map) =>
        FeelContext.From(map.Children.Select(entry => KeyValuePair.Create(Name(entry.Key), Value(entry.Value))));

    public static string Name(YamlNode key) => key is YamlScalarNode { Value: { } name } ? name : throw Expected(key, "a name");

    public static YamlException Expected(YamlNode at, string what) =>
        new(
            at.Start, at.End,
            $"Expected {what}, but found {(at is YamlScalarNode scalar ? $"'{scalar.Value}'" : at is YamlMappingNode ? "a mapping" : "a list")}.");

    public static (int Line, int Column) PlaceOf(Mark mark) => ((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    /// <summary>Where the value at a path stands, or the nearest thing around it that is there.</summary>
    public static (int Line, int Column) PlaceOf(YamlMappingNode root, params ReadOnlySpan<string> path)
    {
        YamlNode at = root;
        foreach (var name in path)
            if (at is YamlMappingNode map && map.Children.FirstOrDefault(entry => Name(entry.Key) == name).Value is { } inner)
                at = inner;
        return PlaceOf(at.Start);
    }

    // An alias could stand for itself or, in a few lines, for millions of values.
    private static FeelValue Value(YamlNode node) => node switch
    {
        { Anchor.IsEmpty: false } => throw Expected(node, "a value without an anchor"),
        YamlMappingNode map => Context(map),
        YamlSequenceNode list => FeelList.From(list.Children.Select(Value)),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" or "null" } => FeelValue.Null,
        YamlScalarNode { Style: ScalarStyle.Plain } plain when bool.TryParse(plain.Value, out var yes) => yes,
        YamlScalarNode { Style: ScalarStyle.Plain } plain when Number(plain.Value!) is { } number => number,
        YamlScalarNode scalar => scalar.Value!,
        _ => throw Expected(node, "a value"),
    };

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
