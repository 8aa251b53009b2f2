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
        await WriteAsync(one, Guid.CreateVersion7());
        await using var told = two.Changes.WatchAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator();
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        var next = told.MoveNextAsync(); // looks a first time before it waits
        await WriteAsync(one, first);
        Assert.True(await next);
        Assert.Equal([new ChangedStream(first, "permit")], told.Current);

        await WriteAsync(two, second);
        Assert.True(await told.MoveNextAsync());
        Assert.Equal([new ChangedStream(second, "permit")], told.Current);
    }

    private static async Task WriteAsync(EventsHost host, Guid id)
    {
        await using var session = host.Session();
        session.Events.StartStream<Permit>(id, new NoteAdded("x"), new Withdrawn());
        await session.SaveChangesAsync();
    }
}
