using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Verwaltung.Feel;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Portal;

/// <summary>An application that is not sent yet: values with their origins, and the files uploaded for it.</summary>
internal sealed record Draft(
    Guid Id, PersonId Person, string ProcedureKey, string Bundle, FeelContext Values, ImmutableDictionary<string, DraftOrigin> Origins,
    ImmutableArray<DraftFile> Files, DateTimeOffset UpdatedAt)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Typed values over what was there; each path with where it came from.</summary>
    public Draft With(IEnumerable<(string Path, FeelValue Value)> leaves, string source, DateTimeOffset at)
    {
        var (values, origins) = (Values, Origins);
        foreach (var (path, value) in leaves)
        {
            if (values.GetPath(path) == value)
                continue;
            values = values.WithPath(path, value);
            origins = origins.SetItem(path, new DraftOrigin(source, at));
        }

        return this with { Values = values, Origins = origins, UpdatedAt = at };
    }

    /// <summary>Leaf by leaf, so that each value has its own origin.</summary>
    public static IEnumerable<(string Path, FeelValue Value)> Leaves(FeelContext context, string prefix = "") =>
        context.SelectMany(entry => entry.Value is FeelContext inner ? Leaves(inner, $"{prefix}{entry.Key}.") : [($"{prefix}{entry.Key}", entry.Value)]);

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(new Content(Values.ToJson(), Origins, Files), Json);

    public static (FeelContext Values, ImmutableDictionary<string, DraftOrigin> Origins, ImmutableArray<DraftFile> Files) FromBytes(byte[] bytes)
    {
        var content = JsonSerializer.Deserialize<Content>(bytes, Json) ?? throw new InvalidOperationException("Expected the content of a draft.");
        return (FeelValue.FromJson(content.Values) as FeelContext ?? FeelContext.Empty, content.Origins, content.Files);
    }

    private sealed record Content(JsonNode? Values, ImmutableDictionary<string, DraftOrigin> Origins, ImmutableArray<DraftFile> Files);
}

/// <summary>Where a value of a draft came from: <c>applicant</c>, <c>account</c>, <c>register:melderegister</c>.</summary>
internal sealed record DraftOrigin(string Source, DateTimeOffset At);

internal sealed record DraftFile(Guid File, string Name, string Field);
