using System.Globalization;
using System.Text.Json.Nodes;

namespace Verwaltung.Cases;

/// <summary>
/// What somebody typed for a value of the case data: a text stays one where a text stood, else numbers and yes or no are what they look like.
/// </summary>
internal static class TypedValue
{
    public static JsonNode? Read(string typed, JsonNode? before) => before?.GetValueKind() == System.Text.Json.JsonValueKind.String ? typed : typed switch
    {
        "" => null,
        "ja" or "yes" or "true" => true,
        "nein" or "no" or "false" => false,
        _ when decimal.TryParse(typed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
        _ => typed,
    };

    /// <summary>The value at a dotted path, or null.</summary>
    public static JsonNode? At(JsonNode? values, string path) =>
        path.Split('.').Aggregate(values, (node, name) => (node as JsonObject)?[name]);
}
