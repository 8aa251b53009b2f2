using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Verwaltung.Web;

/// <summary>
/// Style sheets and small ES modules that travel in the assemblies (embedded <c>Assets/</c>), served at <c>/assets/NAME</c>. The address carries
/// a hash of the content, so browsers keep them for a year and still never see an old one.
/// </summary>
public sealed class WebAssets
{
    private static readonly FileExtensionContentTypeProvider Types = new();
    private readonly FrozenDictionary<string, (byte[] Content, string Hash)> _files;

    private WebAssets(FrozenDictionary<string, (byte[], string)> files) => _files = files;

    internal static WebAssets From(IEnumerable<Assembly> assemblies) => new(
        (from assembly in assemblies.Distinct()
         from name in assembly.GetManifestResourceNames()
         where name.StartsWith("Assets/", StringComparison.Ordinal)
         let content = Read(assembly, name)
         select KeyValuePair.Create(name["Assets/".Length..], (content, Convert.ToHexStringLower(SHA256.HashData(content))[..12])))
        .ToFrozenDictionary());

    /// <summary>The address of an asset: <c>/assets/verwaltung.css?v=1f3a...</c>.</summary>
    /// <exception cref="KeyNotFoundException">No registered assembly has it.</exception>
    public string Url(string name) => $"/assets/{name}?v={_files[name].Hash}";

    internal void Map(IEndpointRouteBuilder app) => app.MapGet("/assets/{name}", (string name, HttpResponse response) =>
    {
        if (!_files.TryGetValue(name, out var file))
            return Results.NotFound();
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(file.Content, Types.TryGetContentType(name, out var type) ? type : "application/octet-stream",
            entityTag: new EntityTagHeaderValue($"\"{file.Hash}\""));
    });

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
