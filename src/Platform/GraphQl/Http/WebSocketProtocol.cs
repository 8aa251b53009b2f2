using System.Net.WebSockets;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Verwaltung.GraphQl.Http;

/// <summary>
/// One socket that speaks <c>graphql-transport-ws</c> (the protocol of npm graphql-ws). Messages are answered in turn, operations run beside each other.
/// The person is the one of the upgrade request (cookie or bearer), or of a bearer token in the payload of <c>connection_init</c>, as browsers cannot
/// set headers here.
/// </summary>
internal sealed class WebSocketProtocol(WebSocket socket, HttpContext http, GraphQlOptions options, TimeProvider time) : IDisposable
{
    public const string Name = "graphql-transport-ws";

    /// <summary>How long a client is waited for that should close.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ILogger log = http.RequestServices.GetRequiredService<ILogger<GraphQlExecutor>>();
    private readonly GraphQlExecutor executor = http.RequestServices.GetRequiredService<GraphQlExecutor>();
    private readonly Dictionary<string, CancellationTokenSource> operations = [];
    private readonly SemaphoreSlim sending = new(1);
    private ClaimsPrincipal user = http.User;
    private bool isAcknowledged;

    /// <summary>Answers messages until the client leaves, breaks the protocol, or the token is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(options.ConnectionInitTimeout, time);
        using var tooLate = silence.Token.Register(
            () => _ = isAcknowledged ? Task.CompletedTask : DismissAsync((WebSocketCloseStatus)4408, "Connection initialisation timeout"));
        using var end = cancellationToken.Register(() => _ = DismissAsync(WebSocketCloseStatus.EndpointUnavailable, "Connect again"));
        try
        {
            await AnswerAllAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException)
        {
            log.LogDebug(fault, "A socket is gone without a word, as browsers on trains are");
        }
        finally
        {
            lock (operations)
                foreach (var operation in operations.Values)
                    operation.Cancel();
        }
    }

    public void Dispose() => sending.Dispose();

    private async Task AnswerAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await ReceiveAsync() is { } message)
                if (socket.State == WebSocketState.Open)
                    await AnswerAsync(message, cancellationToken);
        }
        catch (ProtocolException fault)
        {
            await CloseAsync((WebSocketCloseStatus)fault.Code, fault.Message);
            await HearOutAsync();
        }
    }

    private async Task AnswerAsync(JsonObject message, CancellationToken cancellationToken)
    {
        switch (Text(message, "type"))
        {
            case "connection_init":
                await InitialiseAsync(message);
                break;
            case "ping":
                await SendAsync(new() { ["type"] = "pong" });
                break;
            case "subscribe":
                Start(message, cancellationToken);
                break;
            case "complete":
                Take(Text(message, "id"))?.Cancel();
                break;
            case not "pong":
                throw new ProtocolException(4400, "Invalid message received");
        }
    }

    private async Task InitialiseAsync(JsonObject message)
    {
        if (isAcknowledged)
            throw new ProtocolException(4429, "Too many initialisation requests");
        if (message["payload"] is JsonObject payload
            && payload.FirstOrDefault(member => member.Key.Equals("authorization", StringComparison.OrdinalIgnoreCase)).Value is JsonValue value
            && value.TryGetValue<string>(out var token))
            user = await AuthenticateAsync(token);
        isAcknowledged = true;
        await SendAsync(new() { ["type"] = "connection_ack" });
    }

    private async Task<ClaimsPrincipal> AuthenticateAsync(string token)
    {
        http.Request.Headers.Authorization = token;
        return (await http.AuthenticateAsync()).Principal ?? throw new ProtocolException(4403, "Forbidden");
    }

    private void Start(JsonObject message, CancellationToken cancellationToken)
    {
        if (!isAcknowledged)
            throw new ProtocolException(4401, "Unauthorized");
        var read = HttpRequestReader.FromJson(message["payload"]);
        if (Text(message, "id") is not { Length: > 0 } id || read.Request is not { } request)
            throw new ProtocolException(4400, "Invalid message received");
        var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        lock (operations)
        {
            if (!operations.TryAdd(id, cancellation))
                throw new ProtocolException(4409, $"Subscriber for {id} already exists");
            if (operations.Count > options.MaxOperationsPerSocket)
                throw new ProtocolException(4429, $"A socket has at most {options.MaxOperationsPerSocket} operations at once");
        }

        _ = RunAsync(id, request, cancellation); // answers and reports for itself
    }

    private async Task RunAsync(string id, GraphQlRequest request, CancellationTokenSource cancellation)
    {
        try
        {
            var isRefused = false;
            await foreach (var result in executor.StreamAsync(request, http.RequestServices, user, isReadOnly: false, cancellation.Token))
            {
                isRefused = result.IsRequestError;
                await SendAsync(
                    new()
                    {
                        ["id"] = id,
                        ["type"] = isRefused ? "error" : "next",
                        ["payload"] = isRefused ? result.ToJson()["errors"]!.DeepClone() : result.ToJson(),
                    });
            }

            if (!isRefused && !cancellation.IsCancellationRequested)
                await SendAsync(new() { ["id"] = id, ["type"] = "complete" });
        }
        catch (Exception fault)
        {
            var isExpected = cancellation.IsCancellationRequested || socket.State != WebSocketState.Open;
            log.Log(
                isExpected
                    ? LogLevel.Debug
                    : LogLevel.Error, fault, "Operation {Id} of a socket ended: the client {Reason}", id, isExpected
                    ? "wants no more, or is gone"
                    : "is still there");
        }
        finally
        {
            Take(id);
            cancellation.Dispose();
        }
    }

    private CancellationTokenSource? Take(string? id)
    {
        lock (operations)
            return id is not null && operations.Remove(id, out var operation) ? operation : null;
    }

    /// <summary>The next message; null when the client closes.</summary>
    private async Task<JsonObject?> ReceiveAsync()
    {
        var (text, buffer) = (new MemoryStream(), new byte[4_096]);
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), default); // a token would tear the socket down instead of closing it
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await CloseAsync(WebSocketCloseStatus.NormalClosure, "");
                return null;
            }

            text.Write(buffer, 0, part.Count);
            if (text.Length > options.MaxRequestBytes)
                throw new ProtocolException((int)WebSocketCloseStatus.MessageTooBig, $"A message has at most {options.MaxRequestBytes} bytes");
        }
        while (!part.EndOfMessage);
        return Parse(text) ?? throw new ProtocolException(4400, "Invalid message received");
    }

    private static JsonObject? Parse(MemoryStream text)
    {
        try
        {
            return JsonNode.Parse(text.GetBuffer().AsSpan(0, (int)text.Length), documentOptions: new() { MaxDepth = 128 }) as JsonObject;
        }
        catch (JsonException)
        {
            return null; // told to the client as an invalid message
        }
    }

    private static string? Text(JsonObject message, string member) =>
        message[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private async Task SendAsync(JsonObject message)
    {
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(
                Encoding.UTF8.GetBytes(message.ToJsonString(ResponseWriter.Json)).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, default);
        }
        finally
        {
            sending.Release();
        }
    }

    private async Task CloseAsync(WebSocketCloseStatus status, string reason)
    {
        await sending.WaitAsync();
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(status, reason, default);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Closes while a message is awaited; a client that does not close in return is cut off.</summary>
    private async Task DismissAsync(WebSocketCloseStatus status, string reason)
    {
        try
        {
            await CloseAsync(status, reason);
            await Task.Delay(Patience, time);
            socket.Abort();
        }
        catch (Exception fault) when (fault is WebSocketException or ObjectDisposedException)
        {
            log.LogDebug(fault, "A socket that was to be closed has closed by itself");
        }
    }

    /// <summary>Reads on until the client closes too: cutting it off while it sends could cost it our reason.</summary>
    private async Task HearOutAsync()
    {
        using var limit = new CancellationTokenSource(Patience, time);
        var buffer = new byte[4_096];
        while (socket.State == WebSocketState.CloseSent)
            await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
    }

    /// <summary>The client breaks the protocol, which says with which code it is sent away.</summary>
    private sealed class ProtocolException(int code, string reason) : Exception(reason)
    {
        public int Code { get; } = code;
    }
}
