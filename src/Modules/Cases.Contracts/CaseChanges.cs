using System.Collections.Immutable;
using Verwaltung.Messaging;

namespace Verwaltung.Cases.Contracts;

/// <summary>Something that happened in a case, without a word of what people wrote or are called.</summary>
/// <param name="Id">Of this change; the same whenever it is read.</param>
/// <param name="FileNumber">File number (Aktenzeichen); null when <paramref name="IsGone"/>.</param>
/// <param name="ProcedureKey">The procedure; null when <paramref name="IsGone"/>.</param>
/// <param name="Kind">Wire name of the event without its version, for example <c>notice_issued</c>; <c>personal_data_erased</c> when the applicant
/// was forgotten.</param>
/// <param name="Version">The version of the case that it led to: of two changes of a case the later has the higher.</param>
/// <param name="At">When it was recorded (UTC).</param>
/// <param name="IsGone">The reader could see the case once and cannot any more: delete what was copied of it.</param>
public sealed record CaseChange(
    Guid Id, CaseId CaseId, string? FileNumber, string? ProcedureKey, string Kind, long Version, DateTimeOffset At, bool IsGone);

/// <summary>Reads on in the feed of changes.</summary>
/// <param name="After">Where the last page ended; 0: the beginning.</param>
/// <param name="Most">Changes at most, from 1 to 1,000.</param>
/// <param name="Teams">Only cases that are or were with one of these teams; null: all.</param>
/// <param name="ProcedureKey">Only cases of this procedure; null: of all.</param>
public sealed record ReadCaseChanges(long After, int Most, ImmutableArray<string>? Teams, string? ProcedureKey = null) : IAsk<CaseChangesRead>;

/// <summary>Answer of <see cref="ReadCaseChanges"/>.</summary>
/// <param name="Changes">In the order in which they were recorded.</param>
/// <param name="Position">Where to read on. It moves also when nothing on the way was the reader's to see.</param>
/// <param name="Mark">How far the feed has come; a position beyond it belongs to another database.</param>
/// <param name="HasMore">Whether there is more to read at once.</param>
public sealed record CaseChangesRead(ImmutableArray<CaseChange> Changes, long Position, long Mark, bool HasMore);
