using JasperFx;
using JasperFx.Core;
using JasperFx.Events;
using Marten;

namespace Verwaltung.Events;

/// <summary>How Marten is set up: what decides the layout of its tables, and what holds for every host.</summary>
public static class MartenLayout
{
    internal static StoreOptions Options()
    {
        var store = new StoreOptions { AutoCreateSchemaObjects = AutoCreate.None, DisableNpgsqlLogging = true };
        var events = store.Events;
        events.StreamIdentity = StreamIdentity.AsGuid;
        events.AppendMode = EventAppendMode.QuickWithServerTimestamps; // times are the application's
        events.UseMandatoryStreamTypeDeclaration = true;
        events.EnableBigIntEvents = true;
        events.UseExclusiveLockOnConcurrentAppends = true; // who is overtaken burns no number: fewer gaps
        events.UseListenNotifyForEventAppends = false; // NOTIFY in the commit halves its rate; CommitSignal sends it afterwards
        events.UseArchivedStreamPartitioning = true;
        events.MetadataConfig.CorrelationIdEnabled = events.MetadataConfig.CausationIdEnabled = events.MetadataConfig.HeadersEnabled = true;
        store.Projections.StaleSequenceThreshold = 250.Milliseconds(); // a number that was rolled back holds all async rows up for as long
        store.Projections.LeadershipPollingTime = 1000;
        store.Projections.FastPollingTime = 50.Milliseconds();
        store.Projections.SlowPollingTime = 250.Milliseconds();
        store.Projections.Errors.SkipApplyErrors = store.Projections.Errors.SkipSerializationErrors = store.Projections.Errors.SkipUnknownEvents = false;
        store.ConfigurePolly(_ => { }); // a commit that may have been stored is not sent again blindly
        return store;
    }

    /// <summary>The SQL that makes Marten's tables and functions in an empty database.</summary>
    /// <param name="more">What others keep in Marten.</param>
    public static string Script(Action<StoreOptions>? more = null)
    {
        var options = Options();
        more?.Invoke(options);
        options.Connection("Host=nowhere");
        options.Events.AddEventType<Event>(); // without an event there are no tables for them
        using var store = new DocumentStore(options);
        return store.Storage.ToDatabaseScript();
    }

    private sealed record Event;
}
