using System.Security.Claims;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;

namespace Verwaltung.Organisation;

internal sealed record PeopleInvalid() : Refusal("organisation.people-invalid", "A deputyship needs two different members of staff.");

internal sealed record DaysInvalid() : Refusal("organisation.days-invalid", "The days must follow each other, end today or later and span at most a year.");

/// <summary>Who would gain rights by it cannot set it alone.</summary>
internal sealed record DeputyNotYours()
    : Refusal("organisation.deputy-not-yours", "This is for the absent person, a team lead of theirs, or a deputy who gains no rights by it.");

/// <summary>One person acts for another from day to day.</summary>
[ObjectType("Deputyship")]
internal sealed record DeputyView(
    [property: ID] Guid Id, [property: GraphQLIgnore] DeputyRow Row, string PersonName, string DeputyName, string SetByName, bool MayEnd)
{
    public DateOnly From => Row.From;
    public DateOnly To => Row.To;
}

[QueryType]
internal static class DeputyQueries
{
    [Authorize(Policy = OrganisationModule.StaffPolicy)]
    [GraphQLDescription("Who acts for whom in the signed-in person's teams, now and later.")]
    public static async Task<IReadOnlyList<DeputyView>> DeputyshipsAsync(Actor actor, Deputies deputies, Accounts accounts, CancellationToken cancellation)
    {
        var rows = await deputies.ListAsync(actor.Teams, cancellation);
        var people = (await accounts.FindAsync(rows.SelectMany(row => (PersonId[])[row.Person, row.Deputy, row.SetBy]), cancellation))
            .ToDictionary(account => account.Id);
        string Name(PersonId id) => people.TryGetValue(id, out var account) ? account.Name : id.ToString();
        return [
            .. rows.Select(
                row =>
                    new DeputyView(
                        row.Id, row, Name(row.Person), Name(row.Deputy), Name(row.SetBy),
                        DeputyRights.MayEnd(actor, row, people.GetValueOrDefault(row.Person))))
        ];
    }
}

[MutationType, Authorize(Policy = OrganisationModule.StaffPolicy)]
internal static class SetDeputy
{
    [GraphQLDescription(
        "From day to day `deputy` acts for `person`, with that person's rights; what is done so is recorded with both names. "
        + "Set by the absent person, a team lead of theirs, or the deputy, as far as that gives them no rights they lack.")]
    [Error(typeof(PeopleInvalid)), Error(typeof(DaysInvalid)), Error(typeof(DeputyNotYours))]
    public static async Task<Outcome<DeputyView>> SetDeputyAsync(
        [ID] Guid person, [ID] Guid deputy, DateOnly from, DateOnly to, Actor actor, Accounts accounts, Deputies deputies, TimeProvider time,
        CancellationToken cancellation)
    {
        var people = (await accounts.FindAsync([new PersonId(person), new PersonId(deputy)], cancellation))
            .Where(account => account.IsStaff)
            .ToDictionary(account => account.Id.Value);
        if (person == deputy || people.Count != 2)
            return new PeopleInvalid();
        if (from > to || to < deputies.Today || to > from.AddYears(1))
            return new DaysInvalid();
        if (!DeputyRights.MaySet(actor, people[person], people[deputy]))
            return new DeputyNotYours();

        var id = await deputies.AddAsync(new(person), new(deputy), from, to, actor.Id, cancellation);
        var row = new DeputyRow(id, new(person), new(deputy), from, to, actor.Id, time.GetUtcNow());
        return new DeputyView(id, row, people[person].Name, people[deputy].Name, actor.Name, true);
    }

    [GraphQLDescription("Ends a deputyship at once. It stays on record.")]
    [Error(typeof(DeputyNotYours))]
    public static async Task<Outcome<EndedDeputyship>> EndDeputyAsync(
        [ID] Guid id, Actor actor, Accounts accounts, Deputies deputies, CancellationToken cancellation)
    {
        var row = (await deputies.ListAsync(actor.Teams, cancellation)).FirstOrDefault(row => row.Id == id);
        if (row is null || !DeputyRights.MayEnd(actor, row, await accounts.FindAsync(row.Person, cancellation)))
            return new DeputyNotYours();
        await deputies.EndAsync(id, actor.Id, cancellation);
        return new EndedDeputyship(id);
    }
}

[ObjectType]
internal sealed record EndedDeputyship([property: ID] Guid Id);
