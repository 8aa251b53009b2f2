using System.Text.Json.Serialization;

namespace Verwaltung.Webhooks;

/// <summary>Why something about a webhook is refused. Codes are stable.</summary>
[JsonDerivedType(typeof(WebhookAddressInvalid), "address-invalid"), JsonDerivedType(typeof(WebhookNotSecure), "not-secure")]
[JsonDerivedType(typeof(WebhookNotPublic), "not-public"), JsonDerivedType(typeof(WebhookNotFound), "not-found")]
internal abstract record WebhookRefusal(string Code, string Message);

internal sealed record WebhookAddressInvalid(
    ) : WebhookRefusal("webhooks.address-invalid", "The address must be an absolute https address without user name and fragment, of at most 2000 characters.");

internal sealed record WebhookNotSecure() : WebhookRefusal("webhooks.not-secure", "The address must begin with https.");

internal sealed record WebhookNotPublic() : WebhookRefusal("webhooks.not-public", "The address does not lie in the public internet.");

internal sealed record WebhookNotFound() : WebhookRefusal("webhooks.not-found", "There is no such webhook or delivery any more.");
