using JasperFx.Events;
using Npgsql;
using Verwaltung.Events;
using Verwaltung.Periods;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>Cases received, decided and closed, by procedure and day in Germany. A case counts once in each, however often it is decided.</summary>
internal sealed class ProcedureFiguresProjection : EventProjection
{
    public override string Name => "procedure_figures";
    public override IReadOnlyList<string> Tables => ["procedure_figures", "procedure_figures_cases"];

    public override void Apply(IEvent e, Action<NpgsqlBatchCommand> write)
    {
        switch (e.Data)
        {
            case CaseOpened opened:
                write(Received(opened));
                break;
            case NoticeIssued issued:
                write(First("decided", e.StreamId, LegalTime.Day(issued.At)));
                break;
            case ProcessCompleted or ProcessTerminated:
                write(First("closed", e.StreamId, LegalTime.Day(e.Timestamp)));
                break;
        }
    }

    private static NpgsqlBatchCommand Received(CaseOpened opened) => new(
        $"""
        with first as (insert into procedure_figures_cases (case_id, procedure_key, received_on) values ($1, $3, $2) returning procedure_key)
        {Count("received")}
        """)
    {
        Parameters = { new() { Value = opened.Case }, new() { Value = LegalTime.Day(opened.ReceivedAt) }, new() { Value = opened.ProcedureKey } },
    };

    private static NpgsqlBatchCommand First(string what, Guid id, DateOnly day) => new(
        $"""
        with first as (update procedure_figures_cases set {what}_on = $2 where case_id = $1 and {what}_on is null returning procedure_key)
        {Count(what)}
        """)
    {
        Parameters = { new() { Value = id }, new() { Value = day } },
    };

    private static string Count(string what) =>
        $"""
        insert into procedure_figures as f (procedure_key, day, {what}) select procedure_key, $2, 1 from first
        on conflict (procedure_key, day) do update set {what} = f.{what} + 1
        """;
}
