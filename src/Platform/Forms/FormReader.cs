using System.Collections.Immutable;
using System.Text.Json;
using Verwaltung.Feel;

namespace Verwaltung.Forms;

/// <summary>What <see cref="FormReader"/> made of a file: a form only when no finding is an error.</summary>
public sealed record FormReadResult(Form? Form, ImmutableArray<Finding> Findings);

/// <summary>
/// Reads forms in form-js JSON (bpmn.io, schema versions up to 19) as Camunda Modeler writes them. What the server cannot show or
/// check is refused by name, never ignored: a form that is read does what its file says.
/// </summary>
public static class FormReader
{
    /// <summary>The newest form-js schema version that is known here.</summary>
    public const int NewestSchemaVersion = 19;

    /// <param name="fileName">The name that findings carry.</param>
    public static FormReadResult Read(string json, string fileName)
    {
        var notes = new FormNotes(fileName);
        var form = Parse(json, notes) is { } root ? new FormFile(notes).Form(root) : null;
        return new FormReadResult(notes.HasErrors ? null : form, notes.Findings);
    }

    private static JsonObjectAt? Parse(string json, FormNotes notes)
    {
        try
        {
            var root = PositionedJsonReader.Read(json);
            if (root is JsonObjectAt file)
                return file;
            notes.Error(root, "form.json", $"Expected a form, which is a JSON object, but found {root.Kind}.");
        }
        catch (JsonException e)
        {
            notes.Error((int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1, "form.json", $"Not JSON: {FirstSentence(e.Message)}");
        }
        return null;
    }

    // The rest of the message repeats line and position, counted from 0.
    private static string FirstSentence(string message) => message.Split(" LineNumber:", 2)[0].Trim();
}

/// <summary>Collects what is wrong with a file, by position.</summary>
internal sealed class FormNotes(string fileName)
{
    private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();

    public ImmutableArray<Finding> Findings => [.. _findings.OrderBy(f => f.Line).ThenBy(f => f.Column)];
    public bool HasErrors => _findings.Any(f => f.Severity == Severity.Error);

    public void Error(int line, int column, string code, string message) =>
        _findings.Add(new Finding(fileName, line, column, Severity.Error, code, message));

    public void Error(JsonAt at, string code, string message) => Error(at.Line, at.Column, code, message);
    public void Error(JsonMemberAt at, string code, string message) => Error(at.Line, at.Column, code, message);
}
