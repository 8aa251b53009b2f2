using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Verwaltung.Payments;

/// <summary>
/// The client of a payment provider that speaks XBezahldienste. All it does ends within the time limit; what goes wrong on the way is an answer, too.
/// </summary>
internal sealed partial class PaymentProvider(HttpClient http, PaymentSettings settings, ProviderTokens tokens, TimeProvider time, ILogger<PaymentProvider> log)
{
    private const int MostTries = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <summary>Opens a transaction. Never repeated by itself: whether a lost answer had opened one is not known.</summary>
    public Task<ProviderOrder> OrderAsync(Payment payment, Guid attempt, CancellationToken cancellation) => WithinLimitAsync<ProviderOrder>(
        async (access, limit) =>
        {
            if (settings.Home is not { } home) return new ProviderOrder.Unavailable("The address of this house is not known.");
            using var request = await RequestAsync(HttpMethod.Post, access, "", limit);
            request.Content = JsonContent.Create(Order(payment, attempt, home));
            using var response = await http.SendAsync(request, limit);
            return await OrderedAsync(response, limit);
        },
        reason => new ProviderOrder.Unavailable(reason), cancellation);

    public Task<ProviderStatus> StatusAsync(string transaction, CancellationToken cancellation) => WithinLimitAsync<ProviderStatus>(
        async (access, limit) =>
        {
            for (var attempt = 1; ; attempt++)
            {
                using var request = await RequestAsync(HttpMethod.Get, access, $"/{Uri.EscapeDataString(transaction)}", limit);
                using var response = await http.SendAsync(request, limit);
                if (response.IsSuccessStatusCode) return await ReadAsync(response, limit);
                if (response.StatusCode == HttpStatusCode.Unauthorized) tokens.Forget();
                else if (attempt == MostTries || (int)response.StatusCode is < 500 and not 429)
                    return new ProviderStatus.Unavailable($"The payment provider answered with status {(int)response.StatusCode}.");
                if (attempt == MostTries) return new ProviderStatus.Unavailable("The payment provider does not accept our credentials.");
                await Task.Delay(Pause * attempt, limit);
            }
        },
        reason => new ProviderStatus.Unavailable(reason), cancellation);

    private async Task<ProviderOrder> OrderedAsync(HttpResponseMessage response, CancellationToken limit)
    {
        if (response.StatusCode == HttpStatusCode.Unauthorized) tokens.Forget();
        if ((int)response.StatusCode >= 500 || response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests)
            return new ProviderOrder.Unavailable($"The payment provider answered with status {(int)response.StatusCode}.");
        if (!response.IsSuccessStatusCode)
            return new ProviderOrder.Refused(
                $"The payment provider refused with status {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(limit)}");
        var answer = await response.Content.ReadFromJsonAsync<PaymentTransaction>(limit);
        return answer?.PaymentInformation is { TransactionId: { Length: > 0 } transaction, TransactionRedirectUrl: { Length: > 0 } page } && IsPage(page)
            ? new ProviderOrder.Opened(transaction, page)
            : new ProviderOrder.Unavailable("The payment provider's answer names no transaction.");
    }

    private static async Task<ProviderStatus> ReadAsync(HttpResponseMessage response, CancellationToken limit) =>
        (await response.Content.ReadFromJsonAsync<PaymentTransaction>(limit))?.PaymentInformation?.Status switch
        {
            "INITIAL" or "STARTED" => new ProviderStatus.Open(),
            "PAYED" => new ProviderStatus.Paid(),
            "FAILED" => new ProviderStatus.Ended("failed"),
            "CANCELED" => new ProviderStatus.Ended("canceled"),
            var other => new ProviderStatus.Unavailable($"The payment provider answered with an unknown status '{other}'."),
        };

    private PaymentRequest Order(Payment payment, Guid attempt, Uri home)
    {
        var euros = CaseAnswer.Euros(payment.Cents);
        var tariff = payment.Tariff.Length > 250 ? payment.Tariff[..250] : payment.Tariff;
        var data = settings.BookingData.Append(new("kassenzeichen", payment.Kassenzeichen)).DistinctBy(entry => entry.Key).ToDictionary();
        return new(
            attempt.ToString(), time.GetUtcNow(), "EUR", euros, payment.Kassenzeichen, tariff, new Uri(home, $"/payments/{payment.Id}/return").ToString(),
            [new("1", payment.Kassenzeichen, tariff, 0, 1, euros, 0, euros, 0, data)]);
    }

    private async Task<HttpRequestMessage> RequestAsync(HttpMethod method, ProviderAccess access, string rest, CancellationToken limit)
    {
        var request = new HttpRequestMessage(method, new Uri(
            access.Address, $"paymenttransaction/{Uri.EscapeDataString(access.Originator)}/{Uri.EscapeDataString(access.EndPoint)}{rest}"));
        request.Headers.Authorization = await tokens.GetAsync(access, limit);
        return request;
    }

    private async Task<T> WithinLimitAsync<T>(
        Func<ProviderAccess, CancellationToken, Task<T>> work, Func<string, T> unavailable, CancellationToken cancellation)
    {
        if (await tokens.AccessAsync(cancellation) is not { } access) return unavailable("No payment provider is connected.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(settings.TimeOut);
        try
        {
            return await work(access, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            LogUnavailable("no answer in time");
            return unavailable($"The payment provider did not answer within {settings.TimeOut.TotalSeconds:0.#} s.");
        }
        catch (Exception fault) when (fault is JsonException or HttpRequestException)
        {
            LogUnavailable(fault.Message);
            return unavailable($"The payment provider cannot be understood or reached: {fault.Message}");
        }
    }

    /// <summary>People are sent there: nothing but a web page will do.</summary>
    private static bool IsPage(string address) => Uri.TryCreate(address, UriKind.Absolute, out var page) && page.Scheme is "https" or "http";

    [LoggerMessage(Level = LogLevel.Warning, Message = "The payment provider is not available: {Reason}")]
    private partial void LogUnavailable(string reason);
}
