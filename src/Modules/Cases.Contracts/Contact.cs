using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases.Contracts;

/// <summary>Asks how the applicant of a case can be told that something new is there.</summary>
public sealed record GetContact(CaseId Case);

/// <summary>The applicant, the e-mail address given for notifications (null: none, or erased) and the language read.</summary>
public sealed record Contact(PersonId Person, string? Email, string Language, string FileNumber);
