using System.Collections.Concurrent;
using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Registers.Tests;

/// <summary>What Organisation and Cases would answer.</summary>
internal sealed class Neighbours
{
    public static readonly PersonId Leyla = new(Guid.Parse("0193a3f0-0001-7000-8000-000000000001"));

    public ConcurrentDictionary<PersonId, Citizen> Citizens { get; } = new()
    {
        [Leyla] = new(Leyla, "Leyla", "Brandt", new(1988, 4, 17), "key", null, "de", "hoch"),
    };

    public ConcurrentDictionary<Guid, Job> Jobs { get; } = [];

    public ConcurrentQueue<CompleteJob> Completed { get; } = [];

    /// <summary>Adds somebody who is in no register under that name, or in it under this one.</summary>
    public PersonId Add(string givenName, string familyName, DateOnly birthDate)
    {
        var id = new PersonId(Guid.CreateVersion7());
        Citizens[id] = new(id, givenName, familyName, birthDate, "key", null, "de", "substantiell");
        return id;
    }
}

internal static class NeighboursHandler
{
    public static Citizen? Handle(GetCitizen query, Neighbours neighbours) => neighbours.Citizens.GetValueOrDefault(query.Id);

    public static Job? Handle(GetJob query, Neighbours neighbours) => neighbours.Jobs.GetValueOrDefault(query.Job);

    public static void Handle(CompleteJob command, Neighbours neighbours)
    {
        neighbours.Jobs.TryRemove(command.Job, out _);
        neighbours.Completed.Enqueue(command);
    }
}
