using Microsoft.Extensions.Configuration;

namespace Verwaltung.Webhooks;

/// <summary>What operators may set.</summary>
internal sealed class WebhookSettings(IConfiguration configuration)
{
    /// <summary>Whether receivers may lie in the own network and be spoken to without TLS.</summary>
    public bool AllowsPrivate { get; } = configuration.GetValue("Webhooks:Private", false);

    public TimeSpan TimeOut { get; } = configuration.GetValue("Webhooks:TimeOut", TimeSpan.FromSeconds(10));

    /// <summary>The attribute <c>source</c> of the events: a URI that stands for this installation.</summary>
    public string Source { get; } = configuration["Webhooks:Source"] is { Length: > 0 } source ? source : "urn:verwaltung";

    /// <summary>How long the log of what was delivered is kept.</summary>
    public TimeSpan LogDays { get; } = TimeSpan.FromDays(configuration.GetValue("Webhooks:LogDays", 30));
}
