using System.Collections.Immutable;
using System.Security.Claims;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases.Tests;

/// <summary>The made-up people of these tests.</summary>
internal static class People
{
    public static readonly ClaimsPrincipal Sabine = Staff(1, "Sabine Kruse", ["33/5"], RoleNames.Clerk);
    public static readonly ClaimsPrincipal Emre = Staff(2, "Emre Aydin", ["33/5"], RoleNames.Clerk);
    public static readonly ClaimsPrincipal Thomas = Staff(3, "Thomas Berg", ["33/5"], RoleNames.Clerk, RoleNames.TeamLead);
    public static readonly ClaimsPrincipal Olga = Staff(4, "Olga Wind", ["50/1"], RoleNames.Clerk, RoleNames.TeamLead);
    public static readonly ClaimsPrincipal Pia = Staff(5, "Pia Post", ["33/post"], RoleNames.PostRoom);
    public static readonly ClaimsPrincipal Otto = Staff(6, "Otto Betrieb", [], RoleNames.Operator);
    public static readonly ClaimsPrincipal Leyla = Citizen(7, "Leyla Yildiz");
    public static readonly ClaimsPrincipal Karl = Citizen(8, "Karl Neugier");
    public static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    public static Actor Actor(this ClaimsPrincipal person) => Organisation.Contracts.Actor.From(person)!;

    public static PersonId Id(this ClaimsPrincipal person) => person.Actor().Id;

    public static string NameOf(PersonId id) =>
        new[] { Sabine, Emre, Thomas, Olga, Pia, Otto, Leyla, Karl }.FirstOrDefault(person => person.Id() == id)?.Actor().Name ?? "";

    public static ImmutableArray<TeamMember> TeamMembers(string team) =>
        [.. new[] { Sabine, Emre, Thomas, Olga, Pia }.Select(person => person.Actor()).Where(actor => actor.Teams.Contains(team)).Select(actor => new TeamMember(actor.Id, actor.Name, actor.Roles))];

    /// <summary>The person while they act for an absent colleague.</summary>
    public static ClaimsPrincipal For(this ClaimsPrincipal person, ClaimsPrincipal absent) => new(new ClaimsIdentity(
        [.. person.Claims, new Claim(ClaimNames.Deputy, new Deputyship(absent.Id(), absent.Actor().Teams, absent.Actor().Roles).Write())], "test", ClaimNames.Name, ClaimNames.Role));

    public static ClaimsPrincipal Staff(int number, string name, string[] teams, params string[] roles) =>
        Person(number, name, ClaimNames.Staff, [.. teams.Select(team => new Claim(ClaimNames.Team, team)), .. roles.Select(role => new Claim(ClaimNames.Role, role))]);

    public static ClaimsPrincipal Citizen(int number, string name) =>
        Person(number, name, ClaimNames.Citizen, [new Claim(ClaimNames.Role, RoleNames.Citizen), new Claim(ClaimNames.TrustLevel, TrustLevels.Substantial)]);

    private static ClaimsPrincipal Person(int number, string name, string kind, IEnumerable<Claim> more) => new(new ClaimsIdentity(
        [new Claim(ClaimNames.Subject, $"0193a3f0-0001-7000-8000-{number:000000000000}"), new Claim(ClaimNames.Name, name), new Claim(ClaimNames.Kind, kind), .. more],
        "test", ClaimNames.Name, ClaimNames.Role));
}
