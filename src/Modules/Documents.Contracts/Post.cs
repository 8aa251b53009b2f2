using Verwaltung.Cases.Contracts;
using Verwaltung.Organisation.Contracts;
using Wolverine.Attributes;

namespace Verwaltung.Documents.Contracts;

/// <summary>Queues a letter for printing and posting. Durable; the same notice again is the same entry.</summary>
/// <param name="Notice">The notice's id in its case; names the entry.</param>
/// <param name="File">The PDF.</param>
[MessageIdentity("documents.queue_for_post")]
public sealed record QueueForPost(CaseId Case, Guid Notice, FileId File, string FileNumber);

/// <summary>
/// A person in the post room confirms that a letter was handed to the post on a day (Ab-Vermerk): from that day, not from printing, the day of
/// notification is counted (§ 41(2) VwVfG). Durable; published once for each letter.
/// </summary>
[MessageIdentity("documents.letter_posted")]
public sealed record LetterPosted(CaseId Case, Guid Notice, DateOnly PostedOn, PersonId By);

/// <summary>
/// A person in the post room recorded that a posted letter came back: it was not received, so it has notified nobody (§ 41(2) s. 3 VwVfG).
/// Durable. The letter may be queued again.
/// </summary>
/// <param name="PostedOn">The posting that failed.</param>
/// <param name="ReturnedOn">The day it came back.</param>
/// <param name="Reason">One of <see cref="ReturnReasons"/>.</param>
[MessageIdentity("documents.letter_returned")]
public sealed record LetterReturned(CaseId Case, Guid Notice, DateOnly PostedOn, DateOnly ReturnedOn, string Reason, PersonId By);

/// <summary>Why a letter came back, as the post marks it.</summary>
public static class ReturnReasons
{
    public const string Unknown = "unknown";
    public const string Moved = "moved";
    public const string Refused = "refused";
    public const string NotCollected = "not-collected";
    public const string Deceased = "deceased";
    public const string Other = "other";
}
