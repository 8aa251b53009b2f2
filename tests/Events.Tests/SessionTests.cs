using JasperFx.Events;
using Marten.Exceptions;
using Npgsql;
using Verwaltung.Events;
using Xunit;

namespace Verwaltung.Events.Tests;

public sealed class SessionTests(EventsDatabase database) : IClassFixture<EventsDatabase>, IAsyncDisposable
{
    private readonly EventsHost _host = new(database.Database);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task What_is_appended_is_read_again_with_everything_around_it()
    {
        await using var session = _host.Session();
        (session.CorrelationId, session.CausationId) = ("conversation", "message");
        session.SetHeader("by", "person-7");
        var id = Guid.CreateVersion7();
        session.Events.StartStream<Permit>(id, new PermitGranted(new(2027, 5, 1)), new NoteAdded("ä ß ☂ \"'"));
        await session.SaveChangesAsync();

        var events = await session.Events.FetchStreamAsync(id);

        Assert.Equal([new PermitGranted(new(2027, 5, 1)), new NoteAdded("ä ß ☂ \"'")], events.Select(e => e.Data));
        Assert.Equal([(1L, "permit_granted.v2"), (2L, "note_added")], events.Select(e => (e.Version, e.EventTypeName)));
        Assert.All(events, e => Assert.Equal((id, _host.Clock.GetUtcNow(), "conversation", "message", "person-7"), (e.StreamId, e.Timestamp, e.CorrelationId, e.CausationId, e.By())));
        Assert.True(events[0].Sequence < events[1].Sequence);
    }

    [Fact]
    public async Task A_stream_fetched_for_writing_has_its_aggregate_and_takes_events()
    {
        var id = await _host.RequestAsync();

        await using var session = _host.Session();
        var stream = await session.Events.FetchForWriting<Permit>(id);
        stream.AppendOne(new NoteAdded("one"));
        Assert.Equal([new NoteAdded("one")], stream.Events.Select(e => e.Data));
        await session.SaveChangesAsync();

        Assert.Equal((new Permit("Gutenbergstraße", "Erika Beispiel", "requested", 0), 1L), (stream.Aggregate, stream.Version()));
        Assert.Equal(new Permit("Gutenbergstraße", "Erika Beispiel", "requested", 1), await session.Events.FetchLatest<Permit>(id));
    }

    [Fact]
    public async Task A_stream_that_does_not_exist_has_version_0_and_begins_with_what_is_appended()
    {
        var id = Guid.CreateVersion7();
        await using var session = _host.Session();
        var stream = await session.Events.FetchForWriting<Permit>(id);
        Assert.Equal((null, 0L), (stream.Aggregate, stream.Version()));

        stream.AppendOne(new PermitRequested("Kreuzstraße", "Max", _host.Clock.GetUtcNow()));
        session.Protect(id, Guid.CreateVersion7());
        await session.SaveChangesAsync();

        Assert.Equal(["permit|1"], await database.RowsAsync($"select type, version from mt_streams where id = '{id}'"));
    }

    [Fact]
    public async Task Who_is_overtaken_is_told_and_nothing_of_the_commit_is_stored()
    {
        var id = await _host.RequestAsync();
        var other = Guid.CreateVersion7();
        await using var slow = _host.Session();
        var stream = await slow.Events.FetchForWriting<Permit>(id);
        await _host.AppendAsync(id, new NoteAdded("faster"));

        stream.AppendOne(new NoteAdded("too late"));
        slow.Events.StartStream<Permit>(other, new NoteAdded("beside"));
        slow.Enlist(new NpgsqlBatchCommand("insert into unique_things values ('overtaken')"));
        var overtaken = await Assert.ThrowsAsync<EventStreamUnexpectedMaxEventIdException>(() => slow.SaveChangesAsync());

        Assert.True(Overtaken.Is(overtaken));
        Assert.Equal(id, overtaken.Id);
        Assert.Empty(await slow.Events.FetchStreamAsync(other));
        Assert.Equal(["0"], await database.RowsAsync("select count(*) from unique_things where name = 'overtaken'"));
    }

    [Fact]
    public async Task An_expected_version_that_is_not_the_stream_s_is_refused_at_once()
    {
        var id = await _host.RequestAsync();
        await using var session = _host.Session();

        var refusal = await Assert.ThrowsAsync<EventStreamUnexpectedMaxEventIdException>(() => session.Events.FetchForWriting<Permit>(id, 7));

        Assert.Equal(id, refusal.Id);
    }

    [Fact]
    public async Task A_stream_is_started_once()
    {
        var id = await _host.RequestAsync();
        await using var session = _host.Session();
        session.Events.StartStream<Permit>(id, new NoteAdded("again"));

        Assert.True(Overtaken.Is(await Assert.ThrowsAnyAsync<Exception>(() => session.SaveChangesAsync())));
    }

    [Fact]
    public async Task Many_writers_on_one_stream_leave_no_gap_and_lose_nothing()
    {
        var id = await _host.RequestAsync();
        const int Writers = 8, Each = 25;

        var overtaken = 0;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var n = 0; n < Each;)
            {
                await using var session = _host.Session();
                var stream = await session.Events.FetchForWriting<Permit>(id);
                stream.AppendOne(new NoteAdded($"{writer}/{n}"));
                try
                {
                    await session.SaveChangesAsync();
                    n++;
                }
                catch (EventStreamUnexpectedMaxEventIdException)
                {
                    Interlocked.Increment(ref overtaken);
                }
            }
        })));

        await using var reading = _host.Session();
        var events = await reading.Events.FetchStreamAsync(id);
        Assert.Equal(Enumerable.Range(1, 1 + (Writers * Each)).Select(v => (long)v), events.Select(e => e.Version));
        Assert.Equal(Writers * Each, events.Select(e => e.Data).OfType<NoteAdded>().Distinct().Count());
        Assert.True(overtaken > 0, "Expected the writers to meet at least once.");
    }

    [Fact]
    public async Task Appending_without_looking_loses_nothing_either()
    {
        var id = await _host.RequestAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => _host.KeepAppendingAsync(id, new NoteAdded($"{writer}"))));

        Assert.Equal([$"5|{id}"], await database.RowsAsync($"select version, id from mt_streams where id = '{id}'"));
    }

    [Fact]
    public async Task A_violated_constraint_of_enlisted_sql_rolls_the_events_back()
    {
        await database.ExecuteAsync("insert into unique_things values ('taken')");
        await using var session = _host.Session();
        var id = Guid.CreateVersion7();
        session.Events.StartStream<Permit>(id, new NoteAdded("never"));
        session.Enlist(new NpgsqlBatchCommand("insert into unique_things values ('taken')"));

        var violation = await Assert.ThrowsAsync<MartenCommandException>(() => session.SaveChangesAsync());

        Assert.Equal("unique_things_pkey", Assert.IsType<PostgresException>(Overtaken.Unwrap(violation)).ConstraintName);
        Assert.False(Overtaken.Is(violation));
        Assert.Empty(await session.Events.FetchStreamAsync(id));
    }

    [Fact]
    public async Task Who_waits_is_told_after_the_commit()
    {
        var signal = _host.Signal;
        await using var session = _host.Session();
        session.Events.StartStream<Permit>(Guid.CreateVersion7(), new NoteAdded("x"));
        var next = signal.Next;
        Assert.False(next.IsCompleted);

        await session.SaveChangesAsync();

        await next.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_stream_can_be_looked_at_as_it_was()
    {
        var id = await _host.RequestAsync();
        _host.Clock.Advance(TimeSpan.FromHours(1));
        await _host.AppendAsync(id, new NoteAdded("later"), new NoteAdded("later still"));

        await using var session = _host.Session();
        Assert.Equal(1, (await session.Events.FetchStreamAsync(id, version: 2)).Fold<Permit>()!.Notes);
        Assert.Equal(0, (await session.Events.FetchStreamAsync(id, timestamp: _host.Clock.GetUtcNow().AddMinutes(-1))).Fold<Permit>()!.Notes);
        Assert.Null((await session.Events.FetchStreamAsync(id, timestamp: _host.Clock.GetUtcNow().AddHours(-2))).Fold<Permit>());
        Assert.Equal(2, (await session.Events.FetchLatest<Permit>(id))!.Notes);
    }

    [Fact]
    public async Task An_event_of_an_older_version_is_read_as_the_newest()
    {
        var id = await _host.RequestAsync();
        await database.ExecuteAsync($$"""
            insert into mt_events (seq_id, id, stream_id, version, data, type) values (nextval('mt_events_sequence'), uuidv7(), '{{id}}', 2, '{"year": 2026}', 'permit_granted');
            update mt_streams set version = 2 where id = '{{id}}'
            """);

        await using var session = _host.Session();
        Assert.Equal(new PermitGranted(new(2026, 12, 31)), (await session.Events.FetchStreamAsync(id, fromVersion: 2)).Single().Data);
    }

    [Fact]
    public async Task A_stream_can_be_read_without_events_of_some_types_whatever_their_version()
    {
        var id = await _host.RequestAsync();
        await database.ExecuteAsync($$"""
            insert into mt_events (seq_id, id, stream_id, version, data, type) values (nextval('mt_events_sequence'), uuidv7(), '{{id}}', 2, '{"year": 2026}', 'permit_granted');
            update mt_streams set version = 2 where id = '{{id}}'
            """);
        await using var session = _host.Session();
        session.Events.Append(id, new NoteAdded("seen"), new PermitGranted(new(2027, 12, 31)), new Withdrawn());
        await session.SaveChangesAsync();

        Assert.Equal([1L, 3L, 5L], (await _host.Streams.ReadAsync(id, [typeof(PermitGranted)], TestContext.Current.CancellationToken)).Select(e => e.Version));
        Assert.Equal(5, (await _host.Streams.ReadAsync(id, [], TestContext.Current.CancellationToken)).Count);
    }

    [Fact]
    public async Task Rows_are_written_in_the_commit_and_go_when_the_aggregate_has_none()
    {
        var id = await _host.RequestAsync("Anna", new NoteAdded("n"));
        Assert.Equal(["notes|∅|∅|1|2", "permit|requested|Anna|1|2"], await RowsAsync(id));

        await _host.AppendAsync(id, new PermitGranted(new(2027, 1, 31)));
        Assert.Equal(["notes|∅|∅|1|3", "permit|granted until 2027-01-31|Anna|1|3"], await RowsAsync(id));

        await _host.AppendAsync(id, new Withdrawn());
        Assert.Empty(await RowsAsync(id));
    }

    [Fact]
    public async Task An_event_without_a_name_is_refused_before_anything_is_sent()
    {
        await using var session = _host.Session();
        session.Events.StartStream<Permit>(Guid.CreateVersion7(), new Nameless());

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => session.SaveChangesAsync());
        Assert.Equal("Expected the event Verwaltung.Events.Tests.SessionTests+Nameless to have a wire name: [Event(\"...\")].", refusal.Message);
    }

    private sealed record Nameless;

    private Task<IReadOnlyList<string>> RowsAsync(Guid id) => database.RowsAsync($"select part, status, name, notes, version from permits where id = '{id}' order by part");
}
