using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Verwaltung.Forms;

/// <summary>A JSON value that knows where it stands in its file (1-based line and column, in characters).</summary>
internal abstract record JsonAt(int Line, int Column)
{
    public string Kind => this switch
    {
        JsonObjectAt => "an object",
        JsonArrayAt => "a list",
        JsonTextAt => "a text",
        JsonNumberAt => "a number",
        JsonBooleanAt => "true or false",
        _ => "null",
    };
}

internal sealed record JsonObjectAt(int Line, int Column, ImmutableArray<JsonMemberAt> Members) : JsonAt(Line, Column)
{
    public JsonAt? this[string name] => Members.FirstOrDefault(m => m.Name == name)?.Value;
}

internal sealed record JsonMemberAt(string Name, int Line, int Column, JsonAt Value);
internal sealed record JsonArrayAt(int Line, int Column, ImmutableArray<JsonAt> Items) : JsonAt(Line, Column);
internal sealed record JsonTextAt(int Line, int Column, string Text) : JsonAt(Line, Column);
internal sealed record JsonNumberAt(int Line, int Column, decimal? Value) : JsonAt(Line, Column);
internal sealed record JsonBooleanAt(int Line, int Column, bool Value) : JsonAt(Line, Column);
internal sealed record JsonNullAt(int Line, int Column) : JsonAt(Line, Column);

/// <summary>Reads JSON with positions, which <see cref="JsonDocument"/> does not keep. Throws <see cref="JsonException"/> on a syntax error.</summary>
internal ref struct PositionedJsonReader
{
    private readonly ReadOnlySpan<byte> _utf8;
    private readonly List<int> _lineStarts = [0];
    private Utf8JsonReader _reader;

    private PositionedJsonReader(ReadOnlySpan<byte> utf8)
    {
        _utf8 = utf8;
        for (var i = 0; i < utf8.Length; i++)
            if (utf8[i] == '\n')
                _lineStarts.Add(i + 1);
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 64 });
    }

    public static JsonAt Read(string json)
    {
        var reader = new PositionedJsonReader(Encoding.UTF8.GetBytes(json));
        reader._reader.Read();
        var value = reader.Value();
        reader._reader.Read(); // refuses anything after the value
        return value;
    }

    private JsonAt Value()
    {
        var (line, column) = Position();
        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => new JsonObjectAt(line, column, Members()),
            JsonTokenType.StartArray => new JsonArrayAt(line, column, Items()),
            JsonTokenType.String => new JsonTextAt(line, column, _reader.GetString()!),
            JsonTokenType.Number => new JsonNumberAt(line, column, _reader.TryGetDecimal(out var number) ? number : null),
            JsonTokenType.True or JsonTokenType.False => new JsonBooleanAt(line, column, _reader.GetBoolean()),
            _ => new JsonNullAt(line, column),
        };
    }

    private ImmutableArray<JsonMemberAt> Members()
    {
        var members = ImmutableArray.CreateBuilder<JsonMemberAt>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var (line, column) = Position();
            var name = _reader.GetString()!;
            _reader.Read();
            members.Add(new JsonMemberAt(name, line, column, Value()));
        }
        return members.ToImmutable();
    }

    private ImmutableArray<JsonAt> Items()
    {
        var items = ImmutableArray.CreateBuilder<JsonAt>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
            items.Add(Value());
        return items.ToImmutable();
    }

    private readonly (int Line, int Column) Position()
    {
        var start = (int)_reader.TokenStartIndex;
        var line = _lineStarts.BinarySearch(start);
        if (line < 0)
            line = ~line - 1;
        return (line + 1, Encoding.UTF8.GetCharCount(_utf8[_lineStarts[line]..start]) + 1);
    }
}
