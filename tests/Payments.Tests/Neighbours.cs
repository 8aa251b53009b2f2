using System.Collections.Concurrent;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Testing;

namespace Verwaltung.Payments.Tests;

/// <summary>What Cases, Documents and Organisation would answer, and what they were told once it was committed.</summary>
internal sealed class Neighbours
{
    public ConcurrentDictionary<Guid, Job> Jobs { get; } = [];
    public ConcurrentQueue<CompleteJob> Completed { get; } = [];
    public ConcurrentQueue<FailJob> Failed { get; } = [];
    public ConcurrentQueue<CorrelateMessage> Told { get; } = [];
    public ConcurrentQueue<RenderLetter> Printed { get; } = [];
    public ConcurrentQueue<FileDocument> Filed { get; } = [];
    public ConcurrentQueue<SendMail> Mails { get; } = [];

    /// <summary>Cases that wait for their payment; others do not hear the news.</summary>
    public ConcurrentDictionary<CaseId, bool> Deaf { get; } = [];

    public JobRequested Open(string type, CaseId @case, PersonId applicant, FeelContext values)
    {
        var request = new JobRequested(@case, Guid.CreateVersion7(), type);
        Jobs[request.Job] = new Job(request.Case, request.Job, type, values, FeelContext.Empty, "resident-parking-permit", "33.52-2026/000417", applicant);
        return request;
    }
}

internal static class NeighboursHandler
{
    public static Job? Handle(GetJob query, Neighbours neighbours) => neighbours.Jobs.GetValueOrDefault(query.Job);

    public static void Handle(CompleteJob command, IDocumentSession session, Neighbours neighbours) => session.OnCommitted(() =>
    {
        neighbours.Jobs.TryRemove(command.Job, out _);
        neighbours.Completed.Enqueue(command);
    });

    public static void Handle(FailJob command, IDocumentSession session, Neighbours neighbours) => session.OnCommitted(() => neighbours.Failed.Enqueue(command));

    public static MessageCorrelated Handle(CorrelateMessage command, IDocumentSession session, Neighbours neighbours)
    {
        if (neighbours.Deaf.ContainsKey(command.Case)) return new(false);
        session.OnCommitted(() => neighbours.Told.Enqueue(command));
        return new(true);
    }

    public static bool Handle(MaySeeCase query) => query.Actor.IsIn("33/5");

    public static void Handle(SendMail command, IDocumentSession session, Neighbours neighbours) => session.OnCommitted(() => neighbours.Mails.Enqueue(command));

    public static StoredFile Handle(RenderLetter command, IDocumentSession session, Neighbours neighbours)
    {
        session.OnCommitted(() => neighbours.Printed.Enqueue(command));
        return new(command.Id, command.FileName, "application/pdf", 1, "");
    }

    public static void Handle(FileDocument command, IDocumentSession session, Neighbours neighbours) => session.OnCommitted(() => neighbours.Filed.Enqueue(command));

    public static Citizen? Handle(GetCitizen query) => new(query.Id, "Leyla", "Brandt", new DateOnly(1988, 4, 17), "bpk", null, "de", TrustLevels.High);

    public static PeopleNames Handle(GetPeople query) => new(query.Ids.ToDictionary(id => id, _ => "Meltem Aksoy"));
}
