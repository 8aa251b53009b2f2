using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Verwaltung.EndToEnd.Tests.Faults;

/// <summary>
/// The GraphQL API as an integrator's client uses it: any host will do, and what was not answered is sent again, with the same ids, until it is.
/// </summary>
internal sealed class Api(House house, string? token)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The data of an answer without errors.</summary>
    public async Task<JsonNode> SendAsync(string document, object? variables = null)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                var host = house.Hosts[RandomNumberGenerator.GetInt32(house.Hosts.Count)];
                return await SendOnceAsync(host.Http, document, variables, limit.Token);
            }
            catch (Exception lost) when (IsLost(lost) && !limit.IsCancellationRequested)
            {
                await Task.Delay(50, limit.Token); // the host was killed, or is not back yet
            }
        }
    }

    /// <summary>Runs a mutation, whose only field is <paramref name="name"/>, and returns its payload: refused or not.</summary>
    public async Task<JsonNode> MutateAsync(string name, string selection, object input)
    {
        var type = string.Concat(char.ToUpperInvariant(name[0]), name[1..]);
        var document = $"mutation($input: {type}Input!) {{ {name}(input: $input) {{ {selection} errors {{ ... on Error {{ code message }} }} }} }}";
        return (await SendAsync(document, new { input }))[name]!;
    }

    /// <summary>Runs a mutation that must be accepted.</summary>
    public async Task<JsonNode> DoAsync(string name, string selection, object input)
    {
        var payload = await MutateAsync(name, selection, input);
        return payload["errors"] is JsonArray { Count: > 0 } refusals ? throw new RefusedException(name, refusals) : payload;
    }

    private bool IsLost(Exception failure)
    {
        if (failure is FaultException) house.Forgiven?.Enqueue((TimeProvider.System.GetUtcNow(), failure.Message));
        return failure is HttpRequestException or IOException or OperationCanceledException || failure is FaultException && house.Forgiven is not null;
    }

    private async Task<JsonNode> SendOnceAsync(HttpClient http, string document, object? variables, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = document, variables }) };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(house.PatienceForAnAnswer);
        using var response = await http.SendAsync(request, limit.Token);
        var text = await response.Content.ReadAsStringAsync(limit.Token);
        if ((int)response.StatusCode >= 500) throw new FaultException($"{(int)response.StatusCode}: {text}");
        var answer = JsonNode.Parse(text) ?? throw new InvalidOperationException($"Expected an answer in JSON, but found: {text}");
        if (answer["errors"] is not { } errors) return answer["data"]!;
        var message = $"Expected no errors of {document}, but found: {errors}";
        throw message.Contains("INTERNAL_SERVER_ERROR", StringComparison.Ordinal) ? new FaultException(message) : new InvalidOperationException(message);
    }
}

/// <summary>A command that should have been accepted was refused.</summary>
internal sealed class RefusedException(string mutation, JsonArray refusals) : Exception($"{mutation} was refused: {refusals.ToJsonString()}")
{
    public string Code => (string)refusals[0]!["code"]!;
}

/// <summary>A host answered that something unexpected went wrong.</summary>
internal sealed class FaultException(string message) : Exception(message);
