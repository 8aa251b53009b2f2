using JasperFx;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Verwaltung.Events;
using Weasel.Core.Migrations;
using Wolverine;
using Wolverine.Persistence.Durability;

namespace Verwaltung.Messaging;

/// <summary>Wolverine's tables: messages, timers, dead letters, and the hosts that share them.</summary>
public static class MessagingSchema
{
    /// <summary>The schema that holds them.</summary>
    public const string Name = "wolverine";

    /// <summary>The one table that Wolverine keeps among Marten's; nothing is ever in it.</summary>
    public static void InMarten(StoreOptions marten) => marten.Schema.For<Envelope>().SingleTenanted().DoNotPartition();

    private static readonly Lazy<Task<string>> Text = new(WriteAsync);

    /// <summary>The SQL that makes them in an empty database, for a database administrator or a test's template. No database is asked.</summary>
    public static Task<string> ScriptAsync() => Text.Value;

    private static async Task<string> WriteAsync()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=nowhere;Database=verwaltung");
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(nowhere);
        services.AddSingleton(new EventOptions());
        services.MartenAdded(services.AddMarten(marten => marten.AutoCreateSchemaObjects = AutoCreate.None).UseNpgsqlDataSource());
        services.AddMessaging(_ => { });
        await using var provider = services.BuildServiceProvider();
        return ((IDatabase)provider.GetRequiredService<IMessageStore>()).ToDatabaseScript();
    }
}
