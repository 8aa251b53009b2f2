using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Verwaltung.Postgres;

/// <summary>One numbered step of a room's database schema, embedded in its assembly as <c>Sql/NNN_name.sql</c>.</summary>
/// <param name="Room">Last part of the assembly's name in lower case, e.g. <c>events</c>. Numbers count within a room.</param>
/// <param name="Number">Order within the room, from 1.</param>
/// <param name="Name">What the step does, in snake case.</param>
/// <param name="Text">The SQL, run as one transaction.</param>
public sealed partial record SqlScript(string Room, int Number, string Name, string Text)
{
    /// <summary>SHA-256 of the text with line endings normalised: a script that was applied must not change any more.</summary>
    public string Checksum { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));

    /// <summary>The embedded scripts of <paramref name="assembly"/> in the order of their numbers.</summary>
    /// <exception cref="InvalidOperationException">Two scripts of the room share a number.</exception>
    public static IReadOnlyList<SqlScript> From(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var room = assembly.GetName().Name!.Split('.')[^1].ToLowerInvariant();
        var scripts = (from resource in assembly.GetManifestResourceNames()
                       let match = FileName().Match(resource)
                       where match.Success
                       let number = int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture)
                       orderby number
                       select new SqlScript(room, number, match.Groups["name"].Value, Read(assembly, resource))).ToList();
        return scripts.Select(s => s.Number).Distinct().Count() == scripts.Count
            ? scripts
            : throw new InvalidOperationException($"Expected the SQL scripts of '{room}' to have different numbers.");
    }

    /// <summary><c>events/001_streams</c></summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Room}/{Number:000}_{Name}");

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\.Sql\.(?<number>\d{3})_(?<name>[a-z0-9_]+)\.sql$")]
    private static partial Regex FileName();
}
