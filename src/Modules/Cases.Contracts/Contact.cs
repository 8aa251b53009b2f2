using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases.Contracts;

/// <summary>Asks how the applicant of a case can be told that something new is there.</summary>
public sealed record GetContact(CaseId Case);

/// <summary>The applicant, the e-mail address given for notifications (null: none, or erased) and the language read.</summary>
public sealed record Contact(PersonId Person, string? Email, string Language, string FileNumber);

/// <summary>
/// Asks whether somebody may read a file of a case now; the answer is a bool. Applicants read the notice only when opening it is on record.
/// A file that the case does not name, or not yet, is nobody's to read.
/// </summary>
public sealed record MayReadFile(CaseId Case, Guid File, Actor Actor);
