using Verwaltung.Cases.Contracts;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Documents.Contracts;

/// <summary>Queues a letter for printing and posting. Durable; the same notice again is the same entry.</summary>
/// <param name="Notice">The notice's id in its case; names the entry.</param>
/// <param name="File">The PDF.</param>
public sealed record QueueForPost(CaseId Case, Guid Notice, FileId File, string FileNumber);

/// <summary>
/// A person in the post room confirms that a letter was handed to the post on a day (Ab-Vermerk): from that day, not from printing, the day of
/// notification is counted (§ 41(2) VwVfG). Durable; published once for each letter.
/// </summary>
public sealed record LetterPosted(CaseId Case, Guid Notice, DateOnly PostedOn, PersonId By);
