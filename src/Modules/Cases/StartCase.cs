using System.Globalization;
using Marten;
using Npgsql;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Periods;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Workflow;
using Wolverine;

namespace Verwaltung.Cases;

internal static class StartCaseHandler
{
    public static async Task<(CaseStarted, OutgoingMessages)> HandleAsync(
        StartCase command, IDocumentSession session, CaseProcess process, IRunner runner, NpgsqlDataSource source, TimeProvider time,
        CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(command.Case.Value, cancellation);
        if (stream.Aggregate is { } already)
            return already.Applicant == command.Applicant
                ? (new CaseStarted(already.Id, already.FileNumber, already.ReceivedAt), [])
                : throw new InvalidOperationException($"Expected case {command.Case} to be new or the same applicant's, but it is somebody else's.");

        var bundle = await runner.InvokeAsync<Bundle?>(new GetActiveBundle(command.ProcedureKey), cancellation: cancellation)
            ?? throw new InvalidOperationException($"Expected a procedure '{command.ProcedureKey}', but there is none.");
        var now = time.GetUtcNow();
        var opened = Open(command, bundle, await FileNumberAsync(source, bundle.Settings.FilePlan, now, cancellation), process.Office.WorkingDays, now);
        session.Protect(command.Case.Value, command.Applicant.Value);
        stream.AppendOne(opened);
        stream.AppendMany(command.Files.Select(file => new DocumentAdded(file.File, file.Name, file.Kind, command.By, now)));

        await runner.InvokeAsync(
            new AttachFiles(
                command.Case, command.Applicant, bundle.Settings.Team, [.. command.Files.Select(file => new FileId(file.File))]), cancellation: cancellation);
        var messages = process.Start(stream, Case.Create(opened), bundle, command);
        return (new CaseStarted(command.Case, opened.FileNumber, now), messages);
    }

    private static CaseOpened Open(StartCase command, Bundle bundle, string fileNumber, WorkingDays days, DateTimeOffset now) => new(
        command.Case.Value, fileNumber, command.ProcedureKey, bundle.Hash, command.Applicant, command.By, command.Channel,
        bundle.Settings.Team, command.Language, now,
        days.Add(LegalTime.Day(now), bundle.Settings.ServiceTargetDays));

    private static async Task<string> FileNumberAsync(NpgsqlDataSource source, string filePlan, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select nextval('file_numbers')");
        var number = (long)(await command.ExecuteScalarAsync(cancellation))!;
        return string.Create(CultureInfo.InvariantCulture, $"{filePlan}-{LegalTime.Day(now).Year}/{number:000000}");
    }
}
