using Verwaltung.Events;
using Verwaltung.GraphQl;

namespace Verwaltung.Host;

/// <summary>
/// Joins the store with GraphQL's topics: whenever a stream changed, on this host or another, its type (<c>case</c>) and its own topic
/// (<c>case:ID</c>) are told its id.
/// Hosts learn of each other's commits by the store's signal (NOTIFY after commits, at most one in 20 ms a host).
/// </summary>
internal sealed class CommitTopics(StreamChanges changes, Topics topics) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var changed in changes.WatchAsync(stoppingToken))
            foreach (var stream in changed)
            {
                topics.Publish(stream.Type, stream.Id.ToString());
                topics.Publish($"{stream.Type}:{stream.Id}", stream.Id.ToString());
            }
    }
}
