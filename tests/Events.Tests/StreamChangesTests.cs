using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Events.Tests;

public sealed class StreamChangesTests : IAsyncLifetime
{
    private readonly EventsDatabase _database = new();

    public async ValueTask InitializeAsync() => await _database.InitializeAsync();

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_commit_of_one_host_is_told_on_another_and_what_was_before_is_not()
    {
        await using var one = await new EventsHost(_database.Database).RunAsync();
        await using var two = await new EventsHost(_database.Database).RunAsync();
        var before = Guid.CreateVersion7();
        await WriteAsync(one, before);
        await using var told = two.Changes.WatchAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator();

        var written = new List<Guid>();
        var next = told.MoveNextAsync().AsTask();
        await Eventually.TrueAsync(
            async () =>
            {
                written.Add(Guid.CreateVersion7());
                await WriteAsync(one, written[^1]);
                return next.IsCompleted;
            },
            "the other host to be told of a commit");
        Assert.All(told.Current, changed => Assert.Contains(changed, written.Select(id => new ChangedStream(id, "permit"))));
        Assert.DoesNotContain(new ChangedStream(before, "permit"), told.Current);

        var second = Guid.CreateVersion7();
        await WriteAsync(two, second);
        do Assert.True(await told.MoveNextAsync());
        while (!told.Current.Contains(new(second, "permit")));
    }

    private static async Task WriteAsync(EventsHost host, Guid id)
    {
        await using var session = host.Session();
        session.Events.StartStream<Permit>(id, new NoteAdded("x"), new Withdrawn());
        await session.SaveChangesAsync();
    }
}
