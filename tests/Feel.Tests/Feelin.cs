using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Verwaltung.Testing;

namespace Verwaltung.Feel.Tests;

/// <summary>The independent evaluator: one Node process for all expressions, a line in, a line out.</summary>
internal sealed class Feelin : IDisposable
{
    private readonly Process _node = Process.Start(new ProcessStartInfo("node", ["tests/Feel.Tests/feelin.mjs"])
    {
        WorkingDirectory = TestDatabase.RepositoryRoot,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        StandardInputEncoding = new UTF8Encoding(false),
        StandardOutputEncoding = Encoding.UTF8,
    })!;

    /// <summary>Its value as FEEL text; C# null where it has none: a fault, or null.</summary>
    public string? Evaluate(string expression)
    {
        _node.StandardInput.WriteLine(JsonSerializer.Serialize(expression));
        _node.StandardInput.Flush();
        var line = _node.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Expected an answer of feelin, but it has ended.");
        return JsonNode.Parse(line)!["value"] is { } value ? Text(value) : null;
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }

    // Numbers to eight digits: feelin calculates with those of JavaScript.
    public static string Text(FeelValue value) => value switch
    {
        FeelNumber number => Number((double)number.Value),
        FeelList list => $"[{string.Join(", ", list.Items.Select(Text))}]",
        FeelContext context => $"{{{string.Join(", ", context.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}: {Text(entry.Value)}"))}}}",
        _ => value.ToString(),
    };

    private static string Text(JsonNode? value) => value switch
    {
        null => "null",
        JsonArray items => $"[{string.Join(", ", items.Select(Text))}]",
        JsonObject { Count: 1 } context => $"{{{string.Join(", ", context["entries"]!.AsObject().OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}: {Text(entry.Value)}"))}}}",
        JsonObject temporal => temporal["text"]!.GetValue<string>(),
        _ when value.GetValueKind() is JsonValueKind.String => new FeelString(value.GetValue<string>()).ToString(),
        _ when value.GetValueKind() is JsonValueKind.Number => Number(value.GetValue<double>()),
        _ => value.ToJsonString(),
    };

    private static string Number(double number) => number == 0 ? "0" : number.ToString("G8", System.Globalization.CultureInfo.InvariantCulture);
}
