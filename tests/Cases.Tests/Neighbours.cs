using System.Collections.Concurrent;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases.Tests;

/// <summary>What Organisation and Documents would do for Cases.</summary>
internal sealed class Neighbours
{
    /// <summary>Thrown instead of setting a letter.</summary>
    public Exception? LettersFault { get; set; }
    public ConcurrentQueue<RenderLetter> Letters { get; } = [];
    public ConcurrentQueue<AttachFiles> Attached { get; } = [];
    public bool Stumbles { get; set; } = true;

    /// <summary>What the resident register does with a job.</summary>
    public Func<Job, IDocumentSession, JobResult>? Register { get; set; }
}

internal static class NeighboursHandler
{
    public static PeopleNames Handle(GetPeople query) =>
        new(query.Ids.Distinct().Where(id => People.NameOf(id).Length > 0).ToDictionary(id => id, People.NameOf));

    public static IReadOnlyList<Team> Handle(GetTeams query) =>
        [.. query.Keys.Select(key => new Team(key, key, "33", "Bürgerdienste", People.TeamMembers(key))).Where(team => !team.Members.IsEmpty)];

    public static LetterText Handle(FillLetter command, Neighbours neighbours) =>
        neighbours.LettersFault is { } fault ? throw fault : new LetterText(command.Template);

    public static StoredFile Handle(RenderLetter command, Neighbours neighbours)
    {
        if (neighbours.LettersFault is { } fault)
            throw fault;
        neighbours.Letters.Enqueue(command);
        return new StoredFile(command.Id, command.FileName, "application/pdf", 1, "");
    }

    public static void Handle(Stumble message, Neighbours neighbours)
    {
        if (neighbours.Stumbles)
            throw new InvalidOperationException($"Stumbled over {message.Stone}.");
    }

    public static FilesFound Handle(GetFiles query) => new([.. query.Files.Select(file => new StoredFile(file, "Brief.jpg", "image/jpeg", 1, ""))]);

    public static void Handle(AttachFiles command, Neighbours neighbours) => neighbours.Attached.Enqueue(command);
}

/// <summary>A message that cannot be handled as long as <see cref="Neighbours.Stumbles"/>.</summary>
[Wolverine.Attributes.MessageIdentity("tests.stumble")]
internal sealed record Stumble(string Stone);
