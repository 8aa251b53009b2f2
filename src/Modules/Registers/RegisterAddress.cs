using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;

namespace Verwaltung.Registers;

/// <summary>
/// Where the resident register is: the setting <c>Registers:Melderegister:Address</c>, else the demonstration register of this very host,
/// reached over loopback so that time-outs and failures are real ones.
/// </summary>
internal sealed class RegisterAddress(IConfiguration configuration, DemonstrationSettings demonstration, IServer server)
{
    public TimeSpan TimeOut => configuration.GetValue("Registers:Melderegister:TimeOut", TimeSpan.FromSeconds(2));

    public Uri? Find() =>
        configuration["Registers:Melderegister:Address"] is { Length: > 0 } address ? new Uri(address)
        : demonstration.IsOn && Own() is { } host ? new Uri(host, DemonstrationRegister.SearchPath)
        : null;

    private Uri? Own() =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses
            .Select(
                address => address.Replace("//*", "//127.0.0.1").Replace("//+", "//127.0.0.1").Replace("//0.0.0.0", "//127.0.0.1").Replace("//[::]", "//[::1]"))
            .Select(address => new Uri(address))
            .OrderBy(address => address.Scheme)
            .FirstOrDefault();
}

/// <summary>Whether the demonstration register is offered: setting <c>Demonstration:Register</c>; on while developing, off otherwise.</summary>
internal sealed record DemonstrationSettings(bool IsOn);
