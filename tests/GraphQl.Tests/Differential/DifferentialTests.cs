using System.Collections.Immutable;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Validation;
using YamlDotNet.RepresentationModel;

namespace Verwaltung.GraphQl.Tests.Differential;

/// <summary>The same documents to this server and to npm graphql 17: the same are accepted, errors are at the same places, results are the same.</summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private static readonly GraphQlOptions Unlimited = new() { MaxDepth = int.MaxValue, MaxAliases = int.MaxValue, MaxCost = int.MaxValue };

    [Fact]
    public async Task Generated_documents_are_answered_as_by_the_reference()
    {
        var (schema, random) = (SdlSchema.Parse(DifferentialSchema.Sdl), new Random(Seed()));
        var generator = new DocumentGenerator(schema, random);

        await CompareAsync(schema, DifferentialSchema.Sdl, [.. Enumerable.Range(0, 4_000).Select(_ => generator.Next())]);
    }

    [Fact]
    public async Task Damaged_documents_are_answered_as_by_the_reference()
    {
        var (schema, random) = (SdlSchema.Parse(DifferentialSchema.Sdl), new Random(Seed()));
        var (generator, mutator) = (new DocumentGenerator(schema, random), new Mutator(random));

        await CompareAsync(schema, DifferentialSchema.Sdl, [.. Enumerable.Range(0, 4_000).Select(_ => generator.Next()).Select(request => request with { Query = mutator.Mutate(request.Query) })]);
    }

    [Fact]
    public async Task The_corpus_and_what_damage_makes_of_it_is_answered_as_by_the_reference()
    {
        var (schema, mutator) = (SdlSchema.Parse(DifferentialSchema.Sdl), new Mutator(new(Seed())));
        var texts = Directory.GetFiles(TestData.Folder("apollo-rs"), "*.graphql", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();

        await CompareAsync(schema, DifferentialSchema.Sdl, [.. texts.Concat(Enumerable.Range(0, 10).SelectMany(_ => texts.Where(text => text.Length < 5_000).Select(mutator.Mutate))).Select(text => new Request(text))]);
    }

    [Fact]
    public async Task The_scenarios_of_graphql_cats_and_their_damaged_forms_are_validated_as_by_the_reference()
    {
        var folder = TestData.Folder("cats", "scenarios", "validation");
        var (sdl, mutator) = (File.ReadAllText(Path.Combine(folder, "validation.schema.graphql")), new Mutator(new(Seed())));
        var texts = Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal).SelectMany(Queries).ToList();

        await CompareAsync(SdlSchema.Parse(sdl), sdl, [.. texts.Concat(Enumerable.Range(0, 10).SelectMany(_ => texts.Select(mutator.Mutate))).Select(text => new Request(text))], isExecuted: false);
    }

    /// <summary>Of errors nothing is said: which of several siblings that fail arrives first is left to chance.</summary>
    [Fact]
    public async Task Values_that_arrive_late_make_the_same_data()
    {
        var (prompt, late) = (SdlSchema.Parse(DifferentialSchema.Sdl), SdlSchema.Parse(DifferentialSchema.Sdl, isLate: true));
        var generator = new DocumentGenerator(prompt, new Random(Seed()));
        var requests = Enumerable.Range(0, 2_000).Select(_ => generator.Next()).ToList();

        Assert.Equal(await DataAsync(prompt, requests), await DataAsync(late, requests));
    }

    private static async Task<List<string?>> DataAsync(GraphQlSchema schema, List<Request> requests)
    {
        var (executor, data) = (new GraphQlExecutor(schema, Unlimited), new List<string?>());
        foreach (var request in requests)
            data.Add((await AnswerAsync(schema, executor, request, isExecuted: true))["data"]?.ToJsonString());
        return data;
    }

    /// <summary>The same documents each run, so that a failure is one of the change at hand; DIFFERENTIAL_SEED tries others.</summary>
    private int Seed()
    {
        var seed = Environment.GetEnvironmentVariable("DIFFERENTIAL_SEED") is { } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : 2025_09;
        output.WriteLine($"DIFFERENTIAL_SEED={seed}");
        return seed;
    }

    private async Task CompareAsync(GraphQlSchema schema, string sdl, ImmutableArray<Request> requests, bool isExecuted = true)
    {
        await using var reference = await Reference.StartAsync(sdl);
        var expected = await reference.AskAsync([.. requests.Select(request => request.ToJson())]);
        var executor = new GraphQlExecutor(schema, Unlimited);
        var (differences, kinds) = (new List<string>(), new Dictionary<string, int>());
        foreach (var (request, theirs) in requests.Zip(expected))
        {
            var kind = theirs.Select(member => member.Key).FirstOrDefault() ?? "subscription";
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            if (kind == "data" && !isExecuted)
                theirs.Clear();
            var ours = Shape(await AnswerAsync(schema, executor, request, isExecuted));
            if (ours != Shape(theirs))
                differences.Add($"----\n{request}\nours   {ours}\ntheirs {Shape(theirs)}");
        }

        output.WriteLine(string.Join(", ", kinds.Select(kind => $"{kind.Value} {kind.Key}")));
        Assert.True(differences.Count == 0, $"{differences.Count} of {requests.Length} differ, the shortest:\n{string.Join('\n', differences.OrderBy(difference => difference.Length).Take(8))}");
    }

    private static async Task<JsonObject> AnswerAsync(GraphQlSchema schema, GraphQlExecutor executor, Request request, bool isExecuted)
    {
        DocumentNode document;
        try
        {
            document = Parser.Parse(request.Query);
        }
        catch (GraphQlSyntaxException fault)
        {
            return new() { ["syntax"] = Places([fault.Location]) };
        }

        var faults = DocumentValidator.Validate(schema, Unlimited, document);
        if (!faults.IsEmpty)
            return new() { ["invalid"] = new JsonArray([.. faults.Select(fault => (JsonNode)Places(fault.Locations))]) };
        if (!isExecuted || document.Operations.FirstOrDefault(operation => request.OperationName is null || operation.Name?.Value == request.OperationName) is { Type: OperationType.Subscription })
            return [];
        using var services = new ServiceCollection().BuildServiceProvider();
        var result = await executor.ExecuteAsync(new(request.Query, (JsonObject?)request.Variables?.DeepClone(), request.OperationName), services, new ClaimsPrincipal(), default);
        if (result.IsRequestError)
            return new() { ["refused"] = new JsonArray([.. result.Errors.Select(error => (JsonNode)Places(error.Locations))]) };
        var errors = result.Errors.Select(error => (JsonNode)new JsonObject { ["places"] = Places(error.Locations), ["path"] = new JsonArray([.. error.Path.Select(segment => JsonValue.Create(segment))]) });
        return new() { ["data"] = result.ToJson()["data"]?.DeepClone(), ["errors"] = new JsonArray([.. errors]) };
    }

    private static string Places(IEnumerable<SourceLocation> locations) => string.Join(' ', locations.Select(location => $"{location.Line}:{location.Column}"));

    /// <summary>As text; errors have no order.</summary>
    private static string Shape(JsonObject answer)
    {
        foreach (var name in answer.Where(member => member.Value is JsonArray).Select(member => member.Key).ToList())
            answer[name] = new JsonArray([.. answer[name]!.AsArray().Select(item => item!.DeepClone()).OrderBy(item => item.ToJsonString(), StringComparer.Ordinal)]);
        return answer.ToJsonString(JsonSerializerOptions.Web);
    }

    private static IEnumerable<string> Queries(string path)
    {
        using var reader = new StreamReader(path);
        var yaml = new YamlStream();
        yaml.Load(reader);
        return ((YamlSequenceNode)yaml.Documents[0].RootNode["tests"]).Select(test => ((YamlScalarNode)test["given"]["query"]).Value!).ToList();
    }
}
