using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Verwaltung.Events;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Architecture.Tests;

/// <summary>What is stored is stored for decades: names and JSON change only together with a new version.</summary>
public sealed partial class EventTests(WholeHost host) : IClassFixture<WholeHost>
{
    private static readonly PersonalKey Key = new(CountingIds.Id(1), new byte[32]);
    private static readonly Dictionary<Guid, PersonalKey> Keys = new() { [Key.Id] = Key };
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly EventOptions _options = host.Services.GetRequiredService<EventOptions>();

    [Fact]
    public void Every_event_has_a_name_in_snake_case() => Expect.Nothing(_options.Names.Values.Where(name => !SnakeCase().IsMatch(name)));

    [Fact]
    public void The_JSON_of_every_event_is_the_reviewed_one() =>
        Snapshot.Verify(string.Join("\n\n", _options.Names.OrderBy(e => e.Value, StringComparer.Ordinal).Select(e => $"{e.Value}\n{Masked(Written(e.Key, e.Value)).ToJsonString(Indented)}")));

    [Fact]
    public void Every_event_comes_back_from_its_JSON_as_it_was()
    {
        var serializer = Serializer;
        foreach (var (type, name) in _options.Names)
        {
            var written = Written(type, name);
            var read = serializer.Open(JsonSerializer.SerializeToUtf8Bytes(written), Key.Id, name, Keys);
            Assert.Equal(Plain(written, name), Plain(JsonNode.Parse(serializer.Seal(read, Key.Id, name, Key)!)!, name));
        }
    }

    // Keys are given: none is looked up.
    private ProtectingSerializer Serializer => new(_options, keys: null!);

    private JsonNode Written(Type type, string name) => JsonNode.Parse(Serializer.Seal(Example.Of(type), Key.Id, name, Key)!)!;

    private static string Plain(JsonNode json, string name) => new Envelope(Key.Id, name, null, Keys).Unwrap(json)!.ToJsonString(Indented);

    /// <summary>Encrypted values change with every writing; that they are encrypted does not.</summary>
    private static JsonNode Masked(JsonNode json) => json switch
    {
        JsonObject sealedValue when sealedValue.ContainsKey("$enc") => "(personal)",
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, member.Value is null ? null : (JsonNode?)Masked(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Masked(item))]),
        _ => json.DeepClone(),
    };

    [GeneratedRegex(@"^[a-z]+(_[a-z]+)*(\.v[1-9][0-9]*)?$")]
    private static partial Regex SnakeCase();
}
