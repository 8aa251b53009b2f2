using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Verwaltung.Feel;

namespace Verwaltung.Forms;

/// <summary>One JSON object of a form file, read member by member; a member of the wrong kind is noted and read as absent.</summary>
internal sealed class FormObject(JsonObjectAt json, FormNotes notes)
{
    private static readonly JsonObjectAt Nothing = new(0, 0, []);

    public bool Has(string name) => json[name] is not (null or JsonNullAt);

    public string? Text(string name) => Member<JsonTextAt>(name, "a text")?.Text;
    public bool? Boolean(string name) => Member<JsonBooleanAt>(name, "true or false")?.Value;
    public decimal? Number(string name) => json[name] is JsonTextAt { Text.Length: 0 } ? null : Member<JsonNumberAt>(name, "a number")?.Value;
    public int? Integer(string name) => Number(name) is { } number && number == Math.Truncate(number) && Math.Abs(number) < int.MaxValue ? (int)number : null;
    public FormObject Object(string name) => new(Member<JsonObjectAt>(name, "an object") ?? Nothing, notes);
    public ImmutableArray<JsonAt> List(string name) => Member<JsonArrayAt>(name, "a list")?.Items ?? [];
    public ImmutableArray<JsonMemberAt> Members => json.Members;
    public JsonAt? Value(string name) => json[name];

    /// <summary>A text of <c>properties</c>, our additions to form-js.</summary>
    public string? Property(string name) => json["properties"] is JsonObjectAt properties && properties[name] is JsonTextAt text ? text.Text : null;

    public string? RequiredText(string name)
    {
        if (Text(name) is { Length: > 0 } text)
            return text;
        if (json[name] is null or JsonNullAt or JsonTextAt)
            Refuse($"form.{name}", $"'{name}' is missing.");
        return null;
    }

    public IEnumerable<JsonObjectAt> Objects(string name)
    {
        foreach (var item in List(name))
            if (item is JsonObjectAt found)
                yield return found;
            else
                notes.Error(item, "form.json", $"'{name}' holds {item.Kind} where an object is expected.");
    }

    /// <summary>FEEL, written with a leading <c>=</c> as in form-js. Positions of syntax errors are those of the member.</summary>
    public FeelExpression? Feel(string name) => Text(name) is { Length: > 0 } text ? Feel(name, text) : null;

    public FeelExpression? Feel(string name, string text)
    {
        try
        {
            return FeelExpression.Parse(text.StartsWith('=') ? text[1..] : text);
        }
        catch (FeelSyntaxException e)
        {
            Refuse(name, "form.feel", $"'{name}' is not FEEL: {e.Message} (line {e.Line}, column {e.Column} of the expression)");
            return null;
        }
    }

    /// <summary>
    /// A regular expression; .NET reads those that form-js (ECMAScript) takes, with the same meaning for the usual ones.
    /// Those that look around or refer back are refused: matching must take linear time, whatever is typed.
    /// </summary>
    public Regex? Pattern(string name)
    {
        if (Text(name) is not { Length: > 0 } text)
            return null;
        try
        {
            return new Regex(text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            Refuse(name, "form.pattern", $"'{text}' cannot be used as a regular expression: {e.Message}");
            return null;
        }
    }

    /// <summary>Refuses every member that is not named here.</summary>
    public void Known(params ReadOnlySpan<string> names)
    {
        foreach (var member in json.Members)
            if (!names.Contains(member.Name))
                notes.Error(member, "form.unknown", $"'{member.Name}' is not supported here.");
    }

    public void Refuse(string code, string message) => notes.Error(json, code, message);

    public void Refuse(string member, string code, string message)
    {
        if (json.Members.FirstOrDefault(m => m.Name == member) is { } found)
            notes.Error(found.Value, code, message);
        else
            notes.Error(json, code, message);
    }

    private T? Member<T>(string name, string expected) where T : JsonAt
    {
        if (json[name] is not { } value || value is JsonNullAt)
            return null;
        if (value is not T)
            notes.Error(value, "form.kind", $"'{name}' must be {expected}, but is {value.Kind}.");
        return value as T;
    }
}
