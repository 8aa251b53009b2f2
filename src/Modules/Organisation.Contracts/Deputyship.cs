using System.Collections.Immutable;

namespace Verwaltung.Organisation.Contracts;

/// <summary>An absent colleague with the rights that somebody acts with for them.</summary>
public sealed record Deputyship(PersonId Person, ImmutableArray<string> Teams, ImmutableArray<string> Roles)
{
    /// <summary>As a claim carries it: person, teams and roles, separated by <c>|</c>, their items by <c>;</c>.</summary>
    public string Write() => $"{Person}|{string.Join(';', Teams)}|{string.Join(';', Roles)}";

    /// <summary>The opposite of <see cref="Write"/>; null for anything else.</summary>
    public static Deputyship? Read(string claim) =>
        claim.Split('|') is [var person, var teams, var roles] && PersonId.TryParse(person, null, out var id)
            ? new(id, [.. teams.Split(';', StringSplitOptions.RemoveEmptyEntries)], [.. roles.Split(';', StringSplitOptions.RemoveEmptyEntries)])
            : null;
}
