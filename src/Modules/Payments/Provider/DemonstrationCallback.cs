using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Verwaltung.Payments;

/// <summary>
/// How the demonstration's provider calls back: signed, once, in state <c>twice</c> twice, in state <c>silent</c> not at all. A lost call is lost.
/// </summary>
internal sealed partial class DemonstrationCallback(
    IHttpClientFactory clients, PaymentSettings settings, DemonstrationLedger ledger, ILogger<DemonstrationCallback> log)
{
    public async Task SendAsync(DemonstrationTransaction transaction, CancellationToken cancellation)
    {
        var times = await ledger.StateAsync(cancellation) switch { "silent" => 0, "twice" => 2, _ => 1 };
        if (settings.Home is not { } home) return;
        var body = JsonSerializer.SerializeToUtf8Bytes(new PaymentCallback(transaction.RequestId, transaction.Id.ToString()), JsonSerializerOptions.Web);
        var signature = Signature.Of(settings.CallbackSecret ?? await ledger.SecretAsync(cancellation), body);
        try
        {
            for (var i = 0; i < times; i++) await PostAsync(new Uri(home, PaymentEndpoints.CallbackPath), body, signature, cancellation);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            LogLost(transaction.Id, fault.Message);
        }
    }

    private async Task PostAsync(Uri address, byte[] body, string signature, CancellationToken cancellation)
    {
        using var http = clients.CreateClient(nameof(DemonstrationCallback));
        http.Timeout = TimeSpan.FromSeconds(5);
        using var content = new ByteArrayContent(body) { Headers = { { "Content-Type", "application/json" }, { Signature.Header, signature } } };
        using var response = await http.PostAsync(address, content, cancellation);
        response.EnsureSuccessStatusCode();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The callback for transaction {Transaction} is lost: {Reason}")]
    private partial void LogLost(Guid transaction, string reason);
}
