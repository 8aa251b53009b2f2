using System.Text.Json.Nodes;
using JasperFx.Events;
using Npgsql;
using Verwaltung.Postgres;

namespace Verwaltung.Events.Tests;

public sealed record PermitRequested(string Street, [PersonalData] string Name, DateTimeOffset At);
public sealed record PermitGranted(DateOnly Until);
public sealed record NoteAdded(string Text);
public sealed record Withdrawn;
public sealed record AnswersGiven(IReadOnlyList<Answer> Answers);
public sealed record Answer(string Path, [property: PersonalData(When = nameof(Answer.IsPersonal))] JsonNode? Value, bool IsPersonal);

/// <summary>An example aggregate.</summary>
public sealed record Permit(string Street, string Name, string Status, int Notes)
{
    public Permit() : this("", "", "new", 0)
    {
    }

    public static Permit Create(PermitRequested e) => new(e.Street, e.Name, "requested", 0);
    public Permit Apply(PermitGranted e) => this with { Status = $"granted until {e.Until:yyyy-MM-dd}" };
    public Permit Apply(NoteAdded _, IEvent stored) => this with { Notes = Notes + 1, Status = stored.Version % 100 == 0 ? "long" : Status };
    public Permit Apply(Withdrawn _) => this with { Status = "withdrawn" };
}

/// <summary>One row per permit and, once there are notes, a second one.</summary>
public sealed class PermitRows(string name = "permits") : RowProjection<Permit, PermitRow>
{
    public override string Name => name;
    public override string Table => name;

    public override IEnumerable<PermitRow> Rows(Guid streamId, Permit aggregate, long version, DateTimeOffset at)
    {
        if (aggregate.Status == "withdrawn") yield break;
        yield return new(streamId, "permit", aggregate.Status, aggregate.Name, aggregate.Notes, version, at);
        if (aggregate.Notes > 0) yield return new(streamId, "notes", null, null, aggregate.Notes, version, at);
    }
}

public sealed record PermitRow(
    Guid Id, [Column(IsKey = true)] string Part, string? Status, string? Name, int Notes, long Version, DateTimeOffset At);

/// <summary>Counts and logs events over all streams.</summary>
public sealed class EventLog : EventProjection
{
    public override string Name => "log";
    public override IReadOnlyList<string> Tables => ["event_log", "event_counts"];

    public override void Apply(IEvent e, Action<NpgsqlBatchCommand> write)
    {
        write(new("insert into event_log (seq, stream, version) values ($1, $2, $3)") { Parameters = { new() { Value = e.Sequence }, new() { Value = e.StreamId }, new() { Value = e.Version } } });
        write(new("insert into event_counts values ($1, 1) on conflict (type) do update set n = event_counts.n + 1") { Parameters = { new() { Value = e.EventTypeName } } });
    }
}
