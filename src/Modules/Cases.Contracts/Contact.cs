using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases.Contracts;

/// <summary>Asks how the applicant of a case can be told that something new is there.</summary>
public sealed record GetContact(CaseId Case) : IAsk<Contact?>;

/// <summary>The applicant, the e-mail address given for notifications (null: none, or erased) and the language read.</summary>
public sealed record Contact(PersonId Person, string? Email, string Language, string FileNumber);

/// <summary>
/// Asks whether somebody may read a file of a case now; the answer is a bool. Applicants read the notice only when opening it is on record.
/// A file that the case does not name, or not yet, is nobody's to read.
/// </summary>
public sealed record MayReadFile(CaseId Case, Guid File, Actor Actor) : IAsk<bool>;

/// <summary>Asks whether a member of staff may see a case now: their team's, or one with a task for them. The answer is a bool; false for applicants.</summary>
public sealed record MaySeeCase(CaseId Case, Actor Actor) : IAsk<bool>;

/// <summary>
/// Puts a document that another module made into the e-file; the file is stored before. Joins the commit of the handler that sends it.
/// The same file again changes nothing.
/// </summary>
/// <param name="By">Whose action it comes from.</param>
public sealed record FileDocument(CaseId Case, AttachedFile Document, PersonId By);

/// <summary>Asks where a notice that came back is posted to now. The answer is a text with lines; null: to the address in the letter.</summary>
public sealed record GetPostingAddress(CaseId Case, Guid Notice) : IAsk<string?>;
