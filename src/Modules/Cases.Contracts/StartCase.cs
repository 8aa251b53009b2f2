using System.Collections.Immutable;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases.Contracts;

/// <summary>
/// Opens a case from an application, whatever channel it came through. Intake is never refused on the merits (§ 24(3) VwVfG NRW);
/// the same <see cref="Case"/> again answers with the first result.
/// </summary>
/// <param name="Case">The id that the applicant's form carried from its first page on.</param>
/// <param name="ProcedureKey">Key of the procedure, for example <c>resident-parking-permit</c>; its active bundle is used for the whole case.</param>
/// <param name="Applicant">Whose case it is: personal values are encrypted with this person's key.</param>
/// <param name="By">Who entered it: the applicant, or a clerk at the counter.</param>
/// <param name="Channel">How it arrived: portal, counter, phone, paper.</param>
/// <param name="Values">Case data by source, for example <c>applicant</c> for typed values and <c>register:melderegister</c> for taken-over ones.</param>
/// <param name="Files">Files named by the application, uploaded before.</param>
/// <param name="Language">Language that the applicant reads, <c>de</c> or <c>en</c>.</param>
public sealed record StartCase(
    CaseId Case, string ProcedureKey, PersonId Applicant, PersonId By, string Channel,
    ImmutableArray<OriginatedValues> Values, ImmutableArray<AttachedFile> Files, string Language) : IAsk<CaseStarted>;

/// <summary>Values that share one origin. Origins: <c>applicant</c>, <c>clerk</c>, <c>register:NAME</c>, <c>account</c>, <c>derived:PATH</c>.</summary>
public sealed record OriginatedValues(string Origin, FeelContext Values);

/// <summary>A file of the case by the id it was stored under, with the name and kind people see.</summary>
public sealed record AttachedFile(Guid File, string Name, string Kind);

/// <summary>What the applicant is told: the file number (Aktenzeichen) and when the application counts as received (UTC).</summary>
public sealed record CaseStarted(CaseId Case, string FileNumber, DateTimeOffset ReceivedAt);

/// <summary>Asks for what was answered when a person's case was opened; null if there is no such case of theirs.</summary>
public sealed record FindCase(CaseId Case, PersonId Applicant) : IAsk<CaseStarted?>;
