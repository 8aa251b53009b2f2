using JasperFx.Events;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Verwaltung.Events.Tests;

public sealed class AggregateCacheTests(EventsDatabase database) : IClassFixture<EventsDatabase>
{
    private enum Step { AppendHere, AppendThere, Conflict, ReadHere, ReadThere, Forget }

    [Fact]
    public async Task A_cached_aggregate_always_equals_one_read_from_the_beginning()
    {
        await using var here = await new EventsHost(database.Database).RunAsync();
        await using var there = await new EventsHost(database.Database).RunAsync();
        var steps = Gen.Choose(0, 5).Select(n => (Step)n).ArrayOf().ToArbitrary();

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(40).WithEndSize(20),
            Prop.ForAll(steps, run => HoldsAsync(here, there, run).GetAwaiter().GetResult()));
    }

    [Fact]
    public void Clearing_is_not_undone_by_what_was_read_before()
    {
        var cache = new AggregateCache();
        var stream = Guid.CreateVersion7();
        var epoch = cache.Epoch;

        cache.Clear();
        cache.Put(typeof(Permit), stream, new(new Permit(), 3, default), epoch);

        Assert.Equal(AggregateAt.Nothing, cache.Get(typeof(Permit), stream));
    }

    [Fact]
    public void It_keeps_what_is_asked_for_and_drops_the_rest()
    {
        var cache = new AggregateCache(capacity: 10);
        var ids = Enumerable.Range(0, 100).Select(_ => Guid.CreateVersion7()).ToList();
        foreach (var id in ids)
        {
            cache.Put(typeof(Permit), id, new(new Permit(), 1, default), cache.Epoch);
            Assert.Equal(1, cache.Get(typeof(Permit), ids[0]).Version);
        }

        Assert.InRange(ids.Count(id => cache.Get(typeof(Permit), id).Version == 1), 1, 25);
    }

    private static async Task<bool> HoldsAsync(EventsHost here, EventsHost there, Step[] run)
    {
        var id = await here.RequestAsync("Erika");
        foreach (var step in run)
        {
            await StepAsync(here, there, id, step);
            foreach (var host in new[] { here, there })
            {
                await using var session = host.Session();
                if (step == Step.Forget) continue; // the other host is told a moment later
                var (cached, fresh) = (await session.Events.FetchLatest<Permit>(id), (await session.Events.FetchStreamAsync(id)).Fold<Permit>());
                if (cached! with { Name = "" } != fresh! with { Name = "" }) return false;
            }
        }

        return true;
    }

    private static async Task StepAsync(EventsHost here, EventsHost there, Guid id, Step step)
    {
        switch (step)
        {
            case Step.AppendHere: await here.AppendAsync(id, new NoteAdded("here")); break;
            case Step.AppendThere: await there.AppendAsync(id, new PermitGranted(new(2027, 1, 1)), new NoteAdded("there")); break;
            case Step.ReadHere: await ReadAsync(here, id); break;
            case Step.ReadThere: await ReadAsync(there, id); break;
            case Step.Forget: await here.Keys.ForgetAsync(id); break;
            case Step.Conflict: await ConflictAsync(here, there, id); break;
            default: throw new InvalidOperationException($"Expected a step but got {step}.");
        }
    }

    private static async Task ReadAsync(EventsHost host, Guid id)
    {
        await using var session = host.Session();
        await session.Events.FetchForWriting<Permit>(id);
    }

    private static async Task ConflictAsync(EventsHost here, EventsHost there, Guid id)
    {
        await using var session = here.Session();
        var stream = await session.Events.FetchForWriting<Permit>(id);
        await there.AppendAsync(id, new NoteAdded("first"));
        stream.AppendOne(new Withdrawn());
        await Assert.ThrowsAsync<EventStreamUnexpectedMaxEventIdException>(() => session.SaveChangesAsync());
    }
}
