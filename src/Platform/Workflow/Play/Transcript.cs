using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>What happened in a play, readable by people and, as JSON, by programs.</summary>
/// <param name="Entries">In the order in which it happened.</param>
/// <param name="End">Where the play came to rest.</param>
/// <param name="Outcome">How it came to rest: one of <c>completed</c>, <c>terminated</c>, <c>incident</c>, <c>waiting</c>, <c>stopped</c> (too many
/// triggers).</param>
public sealed record Transcript(string ProcessId, ImmutableArray<TranscriptEntry> Entries, ProcessState End, string Outcome)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A line for each entry, then how it ended and the case data.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var entry in Entries) text.Append(Instant(entry.At)).Append("  ").Append(entry.Kind.PadRight(18)).Append(' ').AppendLine(entry.Text);
        return text.Append(CultureInfo.InvariantCulture, $"Outcome: {Outcome}").AppendLine()
            .Append("Values: ").AppendLine(End.Values.ToJson()!.ToJsonString(Readable)).ToString().ReplaceLineEndings("\n");
    }

    /// <summary><c>{ process, outcome, entries: [{ at, kind, element, text }], values }</c></summary>
    public string ToJson() => new JsonObject
    {
        ["process"] = ProcessId,
        ["outcome"] = Outcome,
        ["entries"] = new JsonArray([.. Entries.Select(entry => new JsonObject
        {
            ["at"] = Instant(entry.At), ["kind"] = entry.Kind, ["element"] = entry.ElementId, ["text"] = entry.Text,
        })]),
        ["values"] = End.Values.ToJson(),
    }.ToJsonString(Readable);

    private static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}

/// <summary>One line of a transcript.</summary>
/// <param name="Kind">Stable word for what happened, for example <c>task-completed</c>.</param>
/// <param name="ElementId">The element concerned; null for the process as a whole.</param>
public sealed record TranscriptEntry(DateTimeOffset At, string Kind, string? ElementId, string Text);
