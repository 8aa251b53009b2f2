using System.Net.WebSockets;
using System.Text;

namespace Verwaltung.GraphQl.Tests.Subscriptions;

/// <summary>What a socket answers to clients that do not keep to graphql-transport-ws.</summary>
public sealed class SocketProtocolTests : IAsyncLifetime
{
    private TestServer server = null!;

    public async ValueTask InitializeAsync() => server = await TestServer.StartAsync(options =>
    {
        options.AddTypes(typeof(WireQueries), typeof(WireMutations), typeof(NewsSubscriptions));
        options.ConnectionInitTimeout = TimeSpan.FromSeconds(1);
        options.MaxRequestBytes = 10_000;
        options.MaxOperationsPerSocket = 2;
    });

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("no json", 4400)]
    [InlineData("[]", 4400)]
    [InlineData("{'type':'nonsense'}", 4400)]
    [InlineData("{'type':'subscribe','id':'1','payload':{'query':'{ hello }'}}", 4401)]
    [InlineData("{'type':'connection_init'}|{'type':'connection_init'}", 4429)]
    [InlineData("{'type':'connection_init'}|{'type':'subscribe','payload':{'query':'{ hello }'}}", 4400)]
    [InlineData("{'type':'connection_init'}|{'type':'subscribe','id':'1','payload':{}}", 4400)]
    [InlineData("{'type':'connection_init'}|{'type':'subscribe','id':'1','payload':{'query':'{ slow }'}}|{'type':'subscribe','id':'1','payload':{'query':'{ slow }'}}", 4409)]
    [InlineData("{'type':'connection_init'}|{'type':'subscribe','id':'1','payload':{'query':'{ slow }'}}|{'type':'subscribe','id':'2','payload':{'query':'{ slow }'}}|{'type':'subscribe','id':'3','payload':{'query':'{ slow }'}}", 4429)]
    [InlineData("", 4408)]
    public async Task A_client_that_breaks_the_protocol_is_sent_away_with_its_code(string messages, int code)
    {
        using var socket = await OpenAsync("graphql-transport-ws");
        foreach (var message in messages.Split('|', StringSplitOptions.RemoveEmptyEntries))
            await SendAsync(socket, message);

        Assert.Equal((WebSocketCloseStatus)code, await CloseStatusAsync(socket));
    }

    [Fact]
    public async Task A_client_of_another_protocol_is_sent_away()
    {
        using var socket = await OpenAsync(null);

        Assert.Equal((WebSocketCloseStatus)4406, await CloseStatusAsync(socket));
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_not_read_to_its_end()
    {
        using var socket = await OpenAsync("graphql-transport-ws");
        await SendAsync(socket, new string('x', 20_000));

        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await CloseStatusAsync(socket));
    }

    [Fact]
    public async Task A_ping_is_answered()
    {
        using var socket = await OpenAsync("graphql-transport-ws");
        await SendAsync(socket, "{'type':'ping'}");

        Assert.Equal("{\"type\":\"pong\"}", await ReceiveAsync(socket));
    }

    private async Task<ClientWebSocket> OpenAsync(string? protocol)
    {
        var socket = new ClientWebSocket();
        if (protocol is not null)
            socket.Options.AddSubProtocol(protocol);
        await socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = "/graphql" }.Uri, TestContext.Current.CancellationToken);
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message.Replace('\'', '"')), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    private static async Task<WebSocketCloseStatus?> CloseStatusAsync(ClientWebSocket socket)
    {
        while (await ReceiveAsync(socket) is not null)
        {
        }

        return socket.CloseStatus;
    }

    private static async Task<string?> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[4_096];
        var part = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        return part.MessageType == WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(buffer, 0, part.Count);
    }
}
