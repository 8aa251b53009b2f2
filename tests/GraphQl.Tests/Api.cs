using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Verwaltung.GraphQl.Tests;

/// <summary>A schema made of the given classes, and requests to it: literal in, literal out.</summary>
internal sealed class Api
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ServiceProvider services;

    private Api(ServiceProvider services) => this.services = services;

    public GraphQlSchema Schema => services.GetRequiredService<GraphQlSchema>();

    public static Api Of(params Type[] types) => With(_ => { }, _ => { }, types);

    public static Api With(Action<GraphQlOptions> configure, Action<IServiceCollection> register, params Type[] types)
    {
        var collection = new ServiceCollection().AddLogging(logging => logging.ClearProviders()).AddGraphQl(options =>
        {
            options.AddTypes(types);
            configure(options);
        });
        register(collection);
        return new(collection.BuildServiceProvider());
    }

    public static ClaimsPrincipal Person(params string[] roles) => new(new ClaimsIdentity(roles.Select(role => new Claim("role", role)), "test"));

    public Task<ExecutionResult> RunAsync(string query, string? variables = null, ClaimsPrincipal? user = null, string? operationName = null, bool reportsCost = false, CancellationToken cancellationToken = default) =>
        services.GetRequiredService<GraphQlExecutor>().ExecuteAsync(
            new(query, variables is null ? null : (JsonObject)JsonNode.Parse(variables)!, operationName, reportsCost), services, user ?? new ClaimsPrincipal(), cancellationToken);

    /// <summary>Runs the query and compares the whole response, with single quotes for double ones in the expectation.</summary>
    public async Task AnswersAsync(string query, string expected, string? variables = null, ClaimsPrincipal? user = null, string? operationName = null)
    {
        var result = await RunAsync(query, variables?.Replace('\'', '"'), user, operationName);
        Assert.Equal(Format(expected.Replace('\'', '"')), Format(System.Text.Encoding.UTF8.GetString(result.ToUtf8Bytes())));
    }

    private static string Format(string json) => JsonNode.Parse(json)!.ToJsonString(Indented);
}
