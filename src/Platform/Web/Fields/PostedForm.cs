using Microsoft.AspNetCore.Http;

namespace Verwaltung.Web;

/// <summary>What a page was posted, for <see cref="Forms.FormInput"/>. The framework has read and checked the form before the page's handler runs.</summary>
public static class PostedForm
{
    /// <summary>All posted texts by field name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Values(HttpContext context) =>
        context.Request.Form.ToDictionary(f => f.Key, f => (IReadOnlyList<string>)[.. f.Value.OfType<string>()]);

    /// <summary>The uploaded files of a field, without the empty one that browsers send when none was picked.</summary>
    public static IReadOnlyList<IFormFile> Files(HttpContext context, string key) =>
        [.. context.Request.Form.Files.GetFiles(key).Where(f => f.Length > 0)];
}
