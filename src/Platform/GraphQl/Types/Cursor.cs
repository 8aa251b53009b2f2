using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text.Json;

namespace Verwaltung.GraphQl;

/// <summary>Opaque cursors: the sort keys of a row as a JSON array in base64url. They reveal only what the row itself shows.</summary>
public static class Cursor
{
    /// <summary>The cursor of a row with these sort keys, in the order of sorting.</summary>
    public static string Write(params IReadOnlyList<object?> keys) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(keys));

    /// <summary>The sort keys of a cursor, to be read with <see cref="JsonElement"/>'s own methods.</summary>
    /// <exception cref="GraphQlException">The text is no cursor, or not one of a list sorted by <paramref name="count"/> keys (code
    /// <c>BAD_USER_INPUT</c>).</exception>
    public static ImmutableArray<JsonElement> Read(string cursor, int count)
    {
        try
        {
            var keys = JsonSerializer.Deserialize<ImmutableArray<JsonElement>>(Base64Url.DecodeFromChars(cursor));
            if (!keys.IsDefault && keys.Length == count)
                return keys;
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            throw Bad(cursor);
        }

        throw Bad(cursor);
    }

    /// <summary>The sort key of a cursor of a list that is sorted by an id alone.</summary>
    /// <exception cref="GraphQlException">The text is no cursor of such a list (code <c>BAD_USER_INPUT</c>).</exception>
    public static Guid ReadId(string cursor) =>
        Read(cursor, 1)[0] is { ValueKind: JsonValueKind.String } key && key.TryGetGuid(out var id) ? id : throw Bad(cursor);

    internal static GraphQlException Bad(string cursor) =>
        new($"\"{cursor}\" is not a cursor of this list in this order.", ErrorCodes.BadUserInput);
}
