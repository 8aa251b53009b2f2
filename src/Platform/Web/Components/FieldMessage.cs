namespace Verwaltung.Web;

/// <summary>An error in people's words, beside the field of this key (empty: about the whole page).</summary>
public sealed record FieldMessage(string Key, string Message);

/// <summary>The HTML id of a field, by its key.</summary>
public static class FieldId
{
    public static string Of(string key) => "f-" + key.Replace('.', '-');
}
