using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Verwaltung.Bench;

/// <summary>
/// A connection that sends one and the same POST again and again (HTTP/1.1, kept alive) and reads the answers: the same cheap client for whatever
/// serves, so that a rate says what the server does.
/// </summary>
internal sealed class HttpLoad : IDisposable
{
    private readonly TcpClient _connection;
    private readonly NetworkStream _stream;
    private readonly byte[] _request;
    private byte[] _buffer = new byte[64 * 1024];

    private HttpLoad(TcpClient connection, byte[] request) => (_connection, _stream, _request) = (connection, connection.GetStream(), request);

    public static async Task<HttpLoad> OpenAsync(Uri address, string token, string json)
    {
        var connection = new TcpClient { NoDelay = true };
        await connection.ConnectAsync(address.Host, address.Port);
        var body = Encoding.UTF8.GetBytes(json);
        var head = string.Create(CultureInfo.InvariantCulture,
            $"POST /graphql HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        return new(connection, [.. Encoding.ASCII.GetBytes(head), .. body]);
    }

    /// <summary>Sends the request and reads the answer whole.</summary>
    /// <returns>The answer with its head; valid until the next call.</returns>
    public async Task<ReadOnlyMemory<byte>> SendAsync()
    {
        await _stream.WriteAsync(_request);
        for (var length = 0; ;)
        {
            if (length == _buffer.Length) Array.Resize(ref _buffer, length * 2);
            var read = await _stream.ReadAsync(_buffer.AsMemory(length));
            if (read == 0) throw new InvalidOperationException("Expected an answer, but the server closed the connection.");
            length += read;
            if (!IsWhole(_buffer.AsSpan(0, length))) continue;
            var answer = _buffer.AsMemory(0, length);
            return answer.Span.StartsWith("HTTP/1.1 200 "u8) && answer.Span.IndexOf("\"errors\""u8) < 0
                ? answer
                : throw new InvalidOperationException($"Expected an answer without errors, but found {Encoding.UTF8.GetString(answer.Span)}");
        }
    }

    /// <summary>The JSON of an answer.</summary>
    public static string Body(ReadOnlySpan<byte> answer)
    {
        var body = answer[(answer.IndexOf("\r\n\r\n"u8) + 4)..];
        if (LengthOf(answer) is not null) return Encoding.UTF8.GetString(body);
        var text = new StringBuilder();
        while (body.IndexOf("\r\n"u8) is > 0 and var line && int.Parse(body[..line], NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
        {
            text.Append(Encoding.UTF8.GetString(body.Slice(line + 2, size)));
            body = body[(line + 2 + size + 2)..];
        }

        return text.ToString();
    }

    public void Dispose() => _connection.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        return LengthOf(answer) is { } length ? answer.Length == head + 4 + length : answer.EndsWith("\r\n0\r\n\r\n"u8); // JSON has no line breaks but its own, escaped
    }

    private static int? LengthOf(ReadOnlySpan<byte> answer)
    {
        var name = "content-length: "u8;
        var head = answer[..answer.IndexOf("\r\n\r\n"u8)];
        for (var line = head.IndexOf("\r\n"u8); line >= 0; line = head.IndexOf("\r\n"u8))
        {
            head = head[(line + 2)..];
            var end = head.IndexOf("\r\n"u8) is >= 0 and var next ? next : head.Length;
            if (end > name.Length && Ascii.EqualsIgnoreCase(head[..name.Length], name)) return int.Parse(head[name.Length..end], CultureInfo.InvariantCulture);
        }

        return null;
    }
}
