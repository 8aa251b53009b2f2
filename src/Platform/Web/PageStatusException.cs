namespace Verwaltung.Web;

/// <summary>
/// Ends a request with the page for a status (400, 401 which leads to sign-in, 403, 404, 409, 413, 429): for what a page finds out only while
/// it gathers its data, such as a case that is not there.
/// </summary>
/// <param name="reason">Which of several texts the page shows: the resource <c>error.STATUS.REASON.text</c> if there is one.</param>
public sealed class PageStatusException(int status, string? reason = null) : Exception($"Status {status} {reason}")
{
    public int Status { get; } = status;
    public string? Reason { get; } = reason;

    /// <summary>What was asked for is not there, or the person may not know of it.</summary>
    public static PageStatusException NotFound() => new(404);
}
