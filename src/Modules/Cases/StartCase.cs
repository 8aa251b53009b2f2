using System.Collections.Immutable;
using System.Globalization;
using Npgsql;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Periods;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

internal static class StartCaseHandler
{
    public static async Task<(Bundle? Bundle, FileNumber? Number)> LoadAsync(
        StartCase command, Case? @case, Context context, IRunner runner, NpgsqlDataSource source, CancellationToken cancellation)
    {
        if (@case is not null)
            return default;
        var bundle = await runner.InvokeAsync(new GetActiveBundle(command.ProcedureKey), cancellation: cancellation)
            ?? throw new InvalidOperationException($"Expected a procedure '{command.ProcedureKey}', but there is none.");
        return (bundle, await FileNumber.NextAsync(source, bundle.Settings.FilePlan, LegalTime.Day(context.Now).Year, cancellation));
    }

    public static Decision Decide(StartCase command, Case? @case, Bundle? bundle, FileNumber? number, Office office, Context context)
    {
        if (@case is not null)
            return @case.Applicant == command.Applicant
                ? Decision.Nothing.Answering(new CaseStarted(@case.Id, @case.FileNumber, @case.ReceivedAt))
                : throw new InvalidOperationException($"Expected case {command.Case} to be new or the same applicant's, but it is somebody else's.");

        var opened = new CaseOpened(
            command.Case.Value, number!.Text, command.ProcedureKey, bundle!.Hash, command.Applicant, command.By, command.Channel, bundle.Settings.Team,
            command.Language, context.Now, office.WorkingDays.Add(LegalTime.Day(context.Now), bundle.Settings.ServiceTargetDays));
        return Decision.Of([opened, .. command.Files.Select(file => new DocumentAdded(file.File, file.Name, file.Kind, command.By, context.Now))])
            .About(command.Applicant.Value)
            .Do(new AttachFiles(command.Case, command.Applicant, opened.Team, [.. command.Files.Select(file => new FileId(file.File))]))
            .Then(Begun(command, opened), command.By)
            .Answering(new CaseStarted(command.Case, opened.FileNumber, context.Now));
    }

    /// <summary>Every value keeps the origin it came with.</summary>
    private static Trigger.Start Begun(StartCase command, CaseOpened opened)
    {
        var leaves = command.Values.SelectMany(source => CaseData.Leaves(source.Values), (source, leaf) => (leaf.Path, leaf.Value, source.Origin))
            .Concat(Known(opened).Select(leaf => (leaf.Path, leaf.Value, Origin: (string)ValueOrigin.Process))).ToList();
        var values = leaves.Aggregate(FeelContext.Empty, (context, leaf) => context.WithPath(leaf.Path, leaf.Value));
        return new Trigger.Start(null, values, ValueOrigin.Applicant)
        {
            Origins = leaves.GroupBy(leaf => leaf.Path).ToImmutableDictionary(path => path.Key, path => path.Last().Origin),
        };
    }

    /// <summary>What the process and its letters may know of the case itself.</summary>
    private static IEnumerable<(string Path, FeelValue Value)> Known(CaseOpened opened) =>
    [
        (DataNames.CaseId, new FeelString(opened.Case.ToString())),
        (DataNames.FileNumber, new FeelString(opened.FileNumber)),
        (DataNames.ReceivedAt, FeelDateTime.At(TimeZoneInfo.ConvertTime(opened.ReceivedAt, LegalTime.Zone))),
        (DataNames.ServiceTarget, new FeelDate(opened.ServiceTarget)),
        (DataNames.Channel, new FeelString(opened.Channel)),
    ];
}

/// <summary>The file number (Aktenzeichen) that a new case gets. One that was taken and not used is missing in the row.</summary>
internal sealed record FileNumber(string Text)
{
    public static async Task<FileNumber> NextAsync(NpgsqlDataSource source, string filePlan, int year, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select nextval('file_numbers')");
        var number = (long)(await command.ExecuteScalarAsync(cancellation))!;
        return new(string.Create(CultureInfo.InvariantCulture, $"{filePlan}-{year}/{number:000000}"));
    }
}
