using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;

namespace Verwaltung.Bench;

/// <summary>1,000 clerks of one team have their inbox open, each on a socket of its own; how long until the last of them has seen a change that one of them made.</summary>
internal static class OpenSubscriptions
{
    private const int Sockets = 1_000, AtOnce = 20, WarmUp = 3, Rounds = 15;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1), Quiet = TimeSpan.FromMilliseconds(400);

    public static async Task<IReadOnlyList<Answer>> AskAsync()
    {
        await using var premises = await Premises.OpenAsync();
        var (id, task) = await premises.CaseToDecideAsync();
        await using var host = await HostProcess.StartAsync(premises, Premises.Clerk);
        await premises.UntilNothingWaitsAsync();
        var inboxes = new OpenInbox[Sockets];
        await Parallel.ForAsync(0, Sockets, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) => inboxes[i] = await OpenInbox.OpenAsync(host));
        using var clerk = host.Client();
        var (times, slowest) = (new List<double>(), new List<double>());
        for (var round = -WarmUp; round < Rounds; round++)
        {
            await Task.Delay(Quiet); // changes of the same moment are told together
            var seen = await ChangeAsync(clerk, inboxes, id.ToString(), task, round % 2 == 0 ? "release" : "claim");
            if (round < 0) continue;
            times.AddRange(seen);
            slowest.Add(seen.Max());
        }

        foreach (var inbox in inboxes) inbox.Dispose();
        return
        [
            new($"{Sockets} open inboxes of a team: a change is seen", Slices.Text($"by the last in {Slices.Percentile(slowest, 0.5):0} ms, at worst {slowest.Max():0} ms"),
                Slices.Text($"median of all {Slices.Percentile(times, 0.5):0} ms"), "", $"< {Limit.TotalMilliseconds} ms", slowest.Max() < Limit.TotalMilliseconds),
        ];
    }

    private static async Task<double[]> ChangeAsync(HttpClient clerk, OpenInbox[] inboxes, string id, Guid task, string change)
    {
        var seen = inboxes.Select(inbox => inbox.NextAsync(id)).ToArray();
        var began = Stopwatch.GetTimestamp();
        await BusyClerks.ChangeAsync(clerk, id, task, change);
        return [.. (await Task.WhenAll(seen)).Select(at => Stopwatch.GetElapsedTime(began, at).TotalMilliseconds)];
    }
}

/// <summary>A socket that speaks graphql-transport-ws with one subscription, that of the inbox page.</summary>
internal sealed class OpenInbox : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[4096];

    public static async Task<OpenInbox> OpenAsync(HostProcess host)
    {
        var inbox = new OpenInbox();
        inbox._socket.Options.AddSubProtocol("graphql-transport-ws");
        inbox._socket.Options.SetRequestHeader("Authorization", $"Bearer {host.Token}");
        await inbox._socket.ConnectAsync(new UriBuilder(host.Address) { Scheme = "ws", Path = "/graphql" }.Uri, default);
        await inbox.SendAsync("""{"type":"connection_init"}""");
        if (await inbox.ReadAsync() is not """{"type":"connection_ack"}""" and var other) throw new InvalidOperationException($"Expected to be let in, but found {other}");
        await inbox.SendAsync("""{"id":"1","type":"subscribe","payload":{"query":"subscription InboxChanged { inboxChanged { caseId } }"}}""");
        return inbox;
    }

    /// <summary>When the next change is there, which must be that of a case.</summary>
    public async Task<long> NextAsync(string id)
    {
        var message = await ReadAsync();
        var at = Stopwatch.GetTimestamp();
        return message.Contains(id, StringComparison.Ordinal) ? at : throw new InvalidOperationException($"Expected a change of case {id}, but found {message}");
    }

    public void Dispose() => _socket.Dispose();

    private Task SendAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, default);

    private async Task<string> ReadAsync()
    {
        var read = await _socket.ReceiveAsync(_buffer, default);
        return read is { EndOfMessage: true, MessageType: WebSocketMessageType.Text }
            ? Encoding.UTF8.GetString(_buffer, 0, read.Count)
            : throw new InvalidOperationException($"Expected a message, but found {read.MessageType}: {_socket.CloseStatusDescription}");
    }
}
