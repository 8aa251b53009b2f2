namespace Verwaltung.Organisation.Contracts;

/// <summary>
/// Something that is recorded about members of staff. Every module that keeps such records registers one for each kind; the page for employees
/// lists them (what, why, who may read it, how long), so that nothing is recorded that it does not name.
/// </summary>
/// <param name="Key">The texts <c>recorded.KEY.what</c>, <c>.why</c>, <c>.who</c> and <c>.long</c> of the module.</param>
/// <param name="Order">Place in the list.</param>
public sealed record RecordedAboutStaff(string Key, int Order);
