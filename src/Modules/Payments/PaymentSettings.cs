using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Verwaltung.Periods;

namespace Verwaltung.Payments;

/// <summary>Whether the demonstration's provider is offered: setting <c>Demonstration:Payments</c>; on while developing, off otherwise.</summary>
internal sealed record DemonstrationSettings(bool IsOn);

/// <summary>How a provider is reached, by XBezahldienste's words.</summary>
/// <param name="TokenAddress">Where OAuth 2 client credentials are turned into a token; null: the provider asks for none.</param>
internal sealed record ProviderAccess(Uri Address, string Originator, string EndPoint, Uri? TokenAddress, string ClientId, string ClientSecret);

/// <summary>
/// The section <c>Payments</c> of the configuration. Without a provider the demonstration's is asked, over this host's own address, where it is on.
/// </summary>
internal sealed class PaymentSettings(IConfiguration configuration, DemonstrationSettings demonstration, IServer server, Office office)
{
    private readonly IConfigurationSection _payments = configuration.GetSection("Payments");

    /// <summary>The last day to pay what is asked for on a day (§ 193 BGB).</summary>
    public DateOnly DueAfter(DateOnly day) => new Deadlines(office.WorkingDays).Compute(day, new(Days: _payments.GetValue("DaysToPay", 14))).LastDay;

    public TimeSpan TimeOut => _payments.GetValue("Provider:TimeOut", TimeSpan.FromSeconds(5));

    /// <summary>The secret that signs callbacks; null: the demonstration's, or callbacks are not taken.</summary>
    public string? CallbackSecret => _payments["Callback:Secret"] is { Length: > 0 } secret ? secret : null;

    public bool IsDemonstration => demonstration.IsOn && string.IsNullOrEmpty(_payments["Provider:Address"]);

    public bool OffersOnline => IsDemonstration || !string.IsNullOrEmpty(_payments["Provider:Address"]);

    /// <summary>The address under which people's browsers see this house: setting, else the server's own.</summary>
    public Uri? Home => _payments["Home"] is { Length: > 0 } home ? new Uri(home) : Own();

    /// <summary>The demonstration has an account that the check digits of no bank accept, so that nobody transfers money to it.</summary>
    public BankAccount Bank => _payments["Bank:Iban"] is { Length: > 0 } iban ? new(_payments["Bank:Recipient"] ?? "", iban, _payments["Bank:Bic"] ?? "")
        : IsDemonstration ? new($"{office.City} (Vorführung)", "DE00 0000 0000 0000 0000 00", "XXXXDEXXXXX")
        : new("", "", "");

    public IReadOnlyDictionary<string, string> BookingData =>
        _payments.GetSection("BookingData").GetChildren().Where(entry => entry.Value is not null).ToDictionary(entry => entry.Key, entry => entry.Value!);

    /// <summary>The number of an account in the city's chart; its own name if none is set.</summary>
    public string NumberOf(string account) => _payments[$"Accounts:{account}"] is { Length: > 0 } number ? number : account;

    /// <param name="demonstrationSecret">What the demonstration's provider knows its client by.</param>
    public ProviderAccess? Provider(string? demonstrationSecret)
    {
        var provider = _payments.GetSection("Provider");
        if (provider["Address"] is { Length: > 0 } address)
            return new(
                new Uri(address.TrimEnd('/') + "/"), provider["Originator"] ?? "", provider["EndPoint"] ?? "",
                provider["TokenAddress"] is { Length: > 0 } token ? new Uri(token) : null, provider["ClientId"] ?? "", provider["ClientSecret"] ?? "");
        return demonstrationSecret is not null && Own() is { } own
            ? new(
                new Uri(own, DemonstrationProvider.Path + "/"), "verwaltung", "kasse", new Uri(own, DemonstrationProvider.Path + "/token"),
                "verwaltung", demonstrationSecret)
            : null;
    }

    private Uri? Own() =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses
            .Select(
                address => address.Replace("//*", "//127.0.0.1").Replace("//+", "//127.0.0.1").Replace("//0.0.0.0", "//127.0.0.1").Replace("//[::]", "//[::1]"))
            .Select(address => new Uri(address))
            .OrderBy(address => address.Scheme)
            .FirstOrDefault();
}

/// <summary>Where people transfer money to; not offered while the IBAN is empty.</summary>
internal sealed record BankAccount(string Recipient, string Iban, string Bic);
