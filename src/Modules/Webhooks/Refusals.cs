using Verwaltung.Outcomes;

namespace Verwaltung.Webhooks;

internal sealed record WebhookAddressInvalid(
    ) : Refusal("webhooks.address-invalid", "The address must be an absolute https address without user name and fragment, of at most 2000 characters.");

internal sealed record WebhookNotSecure() : Refusal("webhooks.not-secure", "The address must begin with https.");

internal sealed record WebhookNotPublic() : Refusal("webhooks.not-public", "The address does not lie in the public internet.");

internal sealed record WebhookNotFound() : Refusal("webhooks.not-found", "There is no such webhook or delivery any more.");
