using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Verwaltung.Payments;

/// <summary>The access to the provider, and the token it gave us (OAuth 2 client credentials), kept until shortly before it ends.</summary>
internal sealed class ProviderTokens(IHttpClientFactory clients, PaymentSettings settings, DemonstrationLedger demonstration, TimeProvider time)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);
    private volatile Held? _held;

    public async Task<ProviderAccess?> AccessAsync(CancellationToken cancellation) =>
        settings.Provider(settings.IsDemonstration ? await demonstration.SecretAsync(cancellation) : null);

    public async Task<AuthenticationHeaderValue?> GetAsync(ProviderAccess access, CancellationToken cancellation)
    {
        if (access.TokenAddress is not { } address) return null;
        if (_held is { } held && held.Until > time.GetUtcNow()) return held.Token;

        using var http = clients.CreateClient(nameof(ProviderTokens));
        using var form = new FormUrlEncodedContent(
            [new("grant_type", "client_credentials"), new("client_id", access.ClientId), new("client_secret", access.ClientSecret)]);
        using var response = await http.PostAsync(address, form, cancellation);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<TokenAnswer>(cancellation) ?? throw new HttpRequestException("The token's answer is empty.");
        var token = new AuthenticationHeaderValue(answer.TokenType ?? "Bearer", answer.AccessToken);
        _held = new(token, time.GetUtcNow().AddSeconds(answer.ExpiresIn) - Margin);
        return token;
    }

    public void Forget() => _held = null;

    private sealed record Held(AuthenticationHeaderValue Token, DateTimeOffset Until);
}
