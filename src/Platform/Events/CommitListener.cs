using Marten;
using Marten.Services;

namespace Verwaltung.Events;

/// <summary>After each commit: what was fetched for it is done with, and who waits for events is told.</summary>
internal sealed class CommitListener(CommitSignal signal) : DocumentSessionListenerBase
{
    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        Fetched.Of(session).Clear();
        if (commit.GetStreams().Any(stream => stream.Events.Count > 0)) signal.Raise();
        return Task.CompletedTask;
    }
}
