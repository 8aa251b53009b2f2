using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Verwaltung.GraphQl;

/// <summary>
/// What subscriptions listen to: somebody publishes under a topic, every subscriber of the topic in this process hears of it. Nothing is kept: who
/// subscribes later, or is slow, misses messages.
/// A message therefore says that something changed; what it is like now is read when the event is executed. Safe for concurrent use.
/// </summary>
public sealed class Topics
{
    /// <summary>Messages kept for a subscriber that is busy; of more the oldest are dropped.</summary>
    private const int Backlog = 1_024;

    private readonly ConcurrentDictionary<string, Listeners> subscribers = [];

    /// <summary>Tells the subscribers of a topic.</summary>
    public void Publish(string topic, string message)
    {
        if (subscribers.TryGetValue(topic, out var known))
            foreach (var channel in known.Channels)
                channel.Writer.TryWrite(message);
    }

    /// <summary>Whether anybody listens to a topic that begins so: then it is worth finding out what to tell.</summary>
    public bool HasSubscribers(string prefix) => subscribers.Any(topic => topic.Key.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The messages of some topics from now on: the subscription stands when this returns, before the first message is asked for.</summary>
    /// <param name="topics">Names, taken apart by the publisher's convention (<c>case:ID</c>).</param>
    public IAsyncEnumerable<string> Subscribe(params IReadOnlyList<string> topics) => ReadAsync(Join(topics, Backlog), topics);

    /// <summary>For whoever only wants to know that something changed: of the messages of a <paramref name="pause"/> the latest.</summary>
    /// <param name="pause">How long it is silent after each message.</param>
    /// <param name="topics">As of <see cref="Subscribe"/>.</param>
    /// <param name="isFirstAtOnce">Begins with an empty message: what is read then, and every change after it, leave no gap between them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<string> Latest(
        TimeSpan pause, IReadOnlyList<string> topics, bool isFirstAtOnce = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Join(topics, 1);
        if (isFirstAtOnce)
            channel.Writer.TryWrite("");
        await foreach (var message in ReadAsync(channel, topics, cancellationToken))
        {
            yield return message;
            await Task.Delay(pause, cancellationToken);
        }
    }

    private Channel<string> Join(IReadOnlyList<string> topics, int backlog)
    {
        var channel = Channel.CreateBounded<string>(new BoundedChannelOptions(backlog) { FullMode = BoundedChannelFullMode.DropOldest });
        foreach (var topic in topics)
            subscribers.AddOrUpdate(topic, _ => new([channel]), (_, known) => new([.. known.Channels, channel]));
        return channel;
    }

    private async IAsyncEnumerable<string> ReadAsync(
        Channel<string> channel, IReadOnlyList<string> topics, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            await foreach (var message in channel.Reader.ReadAllAsync(cancellationToken))
                yield return message;
        }
        finally
        {
            foreach (var topic in topics)
                Leave(topic, channel);
        }
    }

    private void Leave(string topic, Channel<string> channel)
    {
        var left = subscribers.AddOrUpdate(topic, _ => new([]), (_, known) => new([.. known.Channels.Where(other => other != channel)]));
        if (left.Channels is [])
            subscribers.TryRemove(KeyValuePair.Create(topic, left));
    }

    /// <summary>Compared by reference, so that only the very list that was found empty is removed.</summary>
    private sealed class Listeners(Channel<string>[] channels)
    {
        public Channel<string>[] Channels => channels;
    }
}
