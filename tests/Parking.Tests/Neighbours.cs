using System.Collections.Concurrent;
using System.Threading.Channels;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Testing;

namespace Verwaltung.Parking.Tests;

/// <summary>What Cases and Organisation would answer, and what the cases were told once it was committed.</summary>
internal sealed class Neighbours
{
    public ConcurrentDictionary<PersonId, Citizen> Citizens { get; } = [];
    public ConcurrentDictionary<Guid, Job> Jobs { get; } = [];
    public ConcurrentQueue<CompleteJob> Completed { get; } = [];
    public ConcurrentQueue<ThrowJobError> Errors { get; } = [];
    public ConcurrentQueue<FailJob> Failed { get; } = [];
    public ConcurrentQueue<StartCase> Started { get; } = [];
    public Channel<SendMailSeen> Mails { get; } = Channel.CreateUnbounded<SendMailSeen>();

    public JobRequested Open(string type, PersonId applicant, FeelContext values)
    {
        var request = new JobRequested(new CaseId(Guid.CreateVersion7()), Guid.CreateVersion7(), type);
        Jobs[request.Job] = new Job(request.Case, request.Job, type, values, FeelContext.Empty, "resident-parking-permit", "33.52-2026/000417", applicant);
        return request;
    }
}

/// <summary>A mail that was asked for.</summary>
internal sealed record SendMailSeen(CaseId Case, string Template);

internal static class NeighboursHandler
{
    public static void Handle(SendMail command, Neighbours neighbours) => neighbours.Mails.Writer.TryWrite(new(command.Case, command.Template));

    public static PeopleNames Handle(GetPeople query) => new(query.Ids.ToDictionary(id => id, _ => "Timo Grabowski"));

    public static CaseStarted? Handle(FindCase query, Neighbours neighbours) =>
        neighbours.Started.Any(started => started.Case == query.Case) ? new(query.Case, "33.52-2026/000418", DateTimeOffset.UnixEpoch) : null;

    public static CaseStarted Handle(StartCase command, IDocumentSession session, Neighbours neighbours)
    {
        session.OnCommitted(() => neighbours.Started.Enqueue(command));
        return new(command.Case, "33.52-2026/000418", DateTimeOffset.UnixEpoch);
    }

    public static Citizen? Handle(GetCitizen query, Neighbours neighbours) => neighbours.Citizens.GetValueOrDefault(query.Id);

    public static Job? Handle(GetJob query, Neighbours neighbours) => neighbours.Jobs.GetValueOrDefault(query.Job);

    public static void Handle(CompleteJob command, IDocumentSession session, Neighbours neighbours) => session.OnCommitted(() =>
    {
        neighbours.Jobs.TryRemove(command.Job, out _);
        neighbours.Completed.Enqueue(command);
    });

    public static void Handle(ThrowJobError command, IDocumentSession session, Neighbours neighbours) => session.OnCommitted(() => neighbours.Errors.Enqueue(command));

    public static void Handle(FailJob command, IDocumentSession session, Neighbours neighbours) => session.OnCommitted(() => neighbours.Failed.Enqueue(command));
}
