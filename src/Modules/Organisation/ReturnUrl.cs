using System.Diagnostics.CodeAnalysis;

namespace Verwaltung.Organisation;

/// <summary>
/// Where a person goes after signing in: a path of this host, nothing else. Browsers read <c>//host</c>, <c>/\host</c> and
/// addresses with control characters as leading elsewhere (open redirect, CWE-601).
/// </summary>
internal static class ReturnUrl
{
    public static bool IsSafe([NotNullWhen(true)] string? url) =>
        url is ['/', ..] && url is not ['/', '/' or '\\', ..] && !url.Any(char.IsControl)
        && !url.StartsWith("/sign-in", StringComparison.OrdinalIgnoreCase);
}
