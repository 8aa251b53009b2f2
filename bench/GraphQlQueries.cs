using System.Text.Json.Nodes;
using Npgsql;

namespace Verwaltung.Bench;

/// <summary>
/// Three queries over HTTP with an access token, 16 connections, against npm mercurius with graphql-jit over the same PostgreSQL rows. Each is one process,
/// and both give the same answer to the letter, or nothing is measured.
/// </summary>
internal static class GraphQlQueries
{
    private const int Connections = 16, WarmUp = 3, Rounds = 8, Cases = 10_000;
    private const double Goal = 1.1;
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(1);

    private const string Inbox = """
        query Inbox($first: Int) { inbox(view: TEAM, first: $first) {
          nodes { id fileNumber procedureKey step state assigneeName applicantName receivedAt due followUp handedOverBy handOverNote taskId }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }
        """;

    private const string Case = """
        query Case($id: ID!) { case(id: $id) { id fileNumber procedureKey team isClosed step tasks { id name assigneeName } timeline { at kind byName } } }
        """;

    private const string Teams = "{ teams { key name departmentKey departmentName members { id name roles } } }";

    public static async Task<IReadOnlyList<Answer>> AskAsync()
    {
        await using var premises = await Premises.OpenAsync();
        await InboxRows.FillAsync(premises.Source, Cases, clerks: 200);
        await Premises.RunAsync(premises.Source, "update inbox set team = '33/5' where team = 'team-7'");
        var (id, _) = await premises.CaseToDecideAsync();
        await using var host = await HostProcess.StartAsync(premises, Premises.Clerk);
        await premises.UntilNothingWaitsAsync();
        await using var peer = StartPeer(premises);
        var peerAddress = new Uri(await peer.ReadAsync());
        List<Answer> answers = [];
        foreach (var (name, query, variables) in new (string, string, JsonObject)[]
        {
            ("(a) inbox page", Inbox, new() { ["first"] = 20 }),
            ("(b) a case with tasks and timeline", Case, new() { ["id"] = id.ToString() }),
            ("(c) teams and their members", Teams, []),
        })
            answers.Add(await AskAsync(name, new JsonObject { ["query"] = query, ["variables"] = variables }.ToJsonString(), host, peerAddress));
        return answers;
    }

    private static NodePeer StartPeer(Premises premises)
    {
        var database = new NpgsqlConnectionStringBuilder(premises.Source.ConnectionString);
        return NodePeer.Start("mercurius.mjs", database.Host!, database.Username!, database.Database!);
    }

    private static async Task<Answer> AskAsync(string name, string json, HostProcess host, Uri peer)
    {
        var ours = await OpenAsync(host.Address, host.Token, json);
        var theirs = await OpenAsync(peer, host.Token, json);
        await CompareAsync(ours[0], theirs[0]);
        var (products, limits) = (new List<double>(), new List<double>());
        for (var round = -WarmUp; round < Rounds; round++)
        {
            var product = await Slices.ForAsync(Connections, Slice, connection => ours[connection].SendAsync());
            var limit = await Slices.ForAsync(Connections, Slice, connection => theirs[connection].SendAsync());
            if (round < 0) continue; // until both are compiled
            products.Add(product.Rate);
            limits.Add(limit.Rate);
        }

        foreach (var connection in ours.Concat(theirs)) connection.Dispose();
        var ratio = Quartiles.Of(products.Zip(limits, (product, limit) => product / limit));
        return new(
            $"GraphQL {name}, {Connections} connections", Slices.Text($"{Quartiles.Of(products).Median:0}/s"),
            Slices.Text($"mercurius {Quartiles.Of(limits).Median:0}/s"), $"ratio {ratio}", Slices.Text($">= {Goal:0.0}"), ratio.Median >= Goal);
    }

    private static Task<HttpLoad[]> OpenAsync(Uri address, string token, string json) =>
        Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => HttpLoad.OpenAsync(address, token, json)));

    private static async Task CompareAsync(HttpLoad ours, HttpLoad theirs)
    {
        var (product, peer) = (JsonNode.Parse(HttpLoad.Body((await ours.SendAsync()).Span)), JsonNode.Parse(HttpLoad.Body((await theirs.SendAsync()).Span)));
        if (!JsonNode.DeepEquals(product, peer)) throw new InvalidOperationException($"Expected the same answers, but found\n{product?.ToJsonString()}\nand\n{peer?.ToJsonString()}");
    }
}
