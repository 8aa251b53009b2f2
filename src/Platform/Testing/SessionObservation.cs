using Marten;
using Marten.Services;

namespace Verwaltung.Testing;

/// <summary>Lets a stand-in of a test note what it was told only once that is committed.</summary>
public static class SessionObservation
{
    /// <summary>Runs <paramref name="action"/> after the session was saved.</summary>
    public static void OnCommitted(this IDocumentSession session, Action action)
    {
        session.Listeners.Add(new Committed(action));
        session.QueueSqlCommand("select 1"); // a session with nothing to save tells nobody
    }

    private sealed class Committed(Action action) : DocumentSessionListenerBase
    {
        public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
        {
            action();
            return Task.CompletedTask;
        }
    }
}
