using System.Text.Json.Serialization;

namespace Verwaltung.Payments;

// The shapes of XBezahldienste 1.0.0 (FITKO), members named as on the wire.

/// <summary>Body of <c>POST paymenttransaction/{originatorId}/{endPointId}</c>.</summary>
/// <param name="RequestId">At most 36 letters, digits and hyphens; the same again is refused with <c>PAYMENT_EXISTS</c>.</param>
/// <param name="GrosAmount">Euros, at most 999999.</param>
/// <param name="Purpose">What stands on the payer's statement, at most 27 characters.</param>
/// <param name="Description">At most 250 characters.</param>
/// <param name="RedirectUrl">Where the payer comes back to. Coming back proves nothing.</param>
internal sealed record PaymentRequest(
    string RequestId, DateTimeOffset RequestTimestamp, string Currency, decimal GrosAmount, string Purpose, string Description, string RedirectUrl,
    IReadOnlyList<PaymentItem> Items);

/// <summary>One position; fees of an authority bear no value-added tax.</summary>
internal sealed record PaymentItem(
    string Id, string Reference, string Description, decimal TaxRate, int Quantity, decimal TotalNetAmount, decimal TotalTaxAmount,
    decimal SingleNetAmount, decimal SingleTaxAmount, IReadOnlyDictionary<string, string> BookingData);

/// <summary>Answer to the request, and to <c>GET paymenttransaction/{originatorId}/{endPointId}/{transactionId}</c>.</summary>
internal sealed record PaymentTransaction(PaymentInformation? PaymentInformation);

/// <param name="Status"><c>INITIAL</c>, <c>PAYED</c>, <c>FAILED</c> or <c>CANCELED</c>.</param>
internal sealed record PaymentInformation(string? TransactionId, string? TransactionRedirectUrl, string? TransactionReference, string? Status);

/// <summary>Answer to OAuth 2 client credentials (RFC 6749, section 4.4).</summary>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string? TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn);

/// <summary>What the provider says about a transaction. A closed set.</summary>
internal abstract record ProviderStatus
{
    private ProviderStatus() { }

    internal sealed record Open : ProviderStatus;
    internal sealed record Paid : ProviderStatus;
    /// <param name="Outcome"><c>failed</c> or <c>canceled</c>.</param>
    internal sealed record Ended(string Outcome) : ProviderStatus;
    internal sealed record Unavailable(string Reason) : ProviderStatus;
}

/// <summary>What the provider says to a request for a transaction. A closed set.</summary>
internal abstract record ProviderOrder
{
    private ProviderOrder() { }

    internal sealed record Opened(string Transaction, string RedirectUrl) : ProviderOrder;
    internal sealed record Refused(string Reason) : ProviderOrder;
    internal sealed record Unavailable(string Reason) : ProviderOrder;
}
