using Verwaltung.Messaging;

namespace Verwaltung.Organisation.Contracts;

/// <summary>
/// Gets the account of a person who comes to the counter, calls or writes: the one with this name and birth date if there is exactly one,
/// else a new one that nobody can sign in with.
/// </summary>
/// <param name="Language">Language the person reads, <c>de</c> or <c>en</c>.</param>
public sealed record EnrolCitizen(string GivenName, string FamilyName, DateOnly BirthDate, string Language) : IAsk<EnrolledCitizen>;

/// <summary>Answer of <see cref="EnrolCitizen"/>.</summary>
/// <param name="HasMailbox">Whether the person can sign in and read notices there; else they come by post.</param>
public sealed record EnrolledCitizen(PersonId Id, bool HasMailbox);

/// <summary>Asks whether a citizen can sign in and read notices in the mailbox; false for unknown people.</summary>
public sealed record GetMailbox(PersonId Id) : IAsk<MailboxKnown>;

/// <summary>Answer of <see cref="GetMailbox"/>.</summary>
public sealed record MailboxKnown(bool HasMailbox);
