using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Verwaltung.Messaging;
using Verwaltung.Messaging.Durable;
using Verwaltung.Messaging.Handlers;
using Verwaltung.Messaging.Store;
using Wolverine;
using Wolverine.Persistence.Durability;
using Wolverine.RDBMS;
using Wolverine.Runtime.Serialization;

namespace Verwaltung.Testing.Held;

/// <summary>Takes Wolverine's polling and listening out of a host under test.</summary>
public static class HeldMessagesRegistration
{
    /// <summary>What is sent waits until the test lets it go (<see cref="HeldMessages"/>), on the clock of the test. Wolverine need not be started.</summary>
    public static IServiceCollection HoldMessages(this IServiceCollection services)
    {
        services.AddMessaging(options => options.IsRunning = false);
        services.RemoveAll<IOutbox>();
        services.AddSingleton<IOutbox, HeldOutbox>();
        services.AddSingleton(provider => new HeldMessages(provider));
        services.AddSingleton<MessageAgent>();
        return services;
    }

    /// <summary>Lets go by itself what is due on the clock of the test, as long as the host runs.</summary>
    public static IServiceCollection DeliverMessages(this IServiceCollection services) =>
        services.HoldMessages().AddHostedService(provider => provider.GetRequiredService<MessageAgent>());
}

/// <summary>
/// The messages that wait, and their delivery: one after the other, by the same runner, retries and burials as in the house, without threads
/// and real time. What no room of the host handles stays where it is.
/// </summary>
public sealed class HeldMessages
{
    private const string DeadLetterTable = $"{MessagingSchema.Name}.{DatabaseConstants.DeadLetterTable}";

    private const string All = $"""
        select id, message_type, case when status = 'Scheduled' then 'scheduled' else 'ready' end, execution_time, attempts, body
        from {HeldOutbox.Incoming} where status <> 'Handled'
        union all
        select id, message_type, case when replayable then 'ready' else 'dead' end, coalesce(execution_time, sent_at), 0, body from {DeadLetterTable}
        """;

    private static readonly string Unclaimed = All.Replace("where status <> 'Handled'", "where status <> 'Handled' and owner_id = 0", StringComparison.Ordinal);

    private readonly NpgsqlDataSource database;
    private readonly MessagingOptions options;
    private readonly MessageJson json;
    private readonly Dispatcher dispatcher;
    private readonly Burial burial;
    private readonly Func<IMessageStore> store;
    private readonly TimeProvider clock;

    internal HeldMessages(IServiceProvider services)
    {
        database = services.GetRequiredService<NpgsqlDataSource>();
        options = services.GetRequiredService<MessagingOptions>();
        json = services.GetRequiredService<MessageJson>();
        dispatcher = services.GetRequiredService<Dispatcher>();
        burial = services.GetRequiredService<Burial>();
        store = services.GetRequiredService<IMessageStore>;
        clock = services.GetRequiredService<TimeProvider>();
    }

    /// <summary>
    /// The rows of a query over <c>messages</c> with the columns <c>id</c>, <c>type</c>, <c>state</c> (<c>ready</c>, <c>scheduled</c> or <c>dead</c>),
    /// <c>due_at</c>, <c>attempts</c> and <c>body</c> (jsonb), as <see cref="TestDatabase.RowsAsync"/> gives them.
    /// </summary>
    public Task<IReadOnlyList<string>> RowsAsync(string sql) => RowsAsync(database, sql);

    /// <summary>The same of a database whose hosts hold their messages.</summary>
    public static async Task<IReadOnlyList<string>> RowsAsync(NpgsqlDataSource database, string sql)
    {
        var messages = await ReadAsync(database, All);
        await using var command = database.CreateCommand($"""
            with messages as (
                select id, type, state, due_at, attempts, body::jsonb from unnest($1, $2, $3, $4, $5, $6) as m (id, type, state, due_at, attempts, body)
            ) {sql}
            """);
        Add(command, messages.Select(message => message.Id).ToArray());
        Add(command, messages.Select(message => message.Type).ToArray());
        Add(command, messages.Select(message => message.State).ToArray());
        Add(command, messages.Select(message => message.DueAt).ToArray());
        Add(command, messages.Select(message => message.Attempts).ToArray());
        Add(command, messages.Select(message => Encoding.UTF8.GetString(message.Envelope.Data!)).ToArray());
        return await TestDatabase.RowsAsync(command);
    }

    /// <summary>Takes away what waits: a test that shares its database begins without what an earlier one left.</summary>
    public static async Task ForgetAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand($"delete from {HeldOutbox.Incoming}; delete from {DeadLetterTable}");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Lets go what is due by the test's clock, and what follows from it, until nothing is left. Returns how many runs that took.</summary>
    public async Task<int> DeliverAsync(CancellationToken cancellation = default)
    {
        var runs = 0;
        while (await NextAsync(cancellation) is { } message)
        {
            if (!await ClaimAsync(message, cancellation)) continue; // another host of the test was first
            try
            {
                await DeliverAsync(message, cancellation);
            }
            catch when (cancellation.IsCancellationRequested)
            {
                await ExecuteAsync($"update {HeldOutbox.Incoming} set owner_id = 0 where id = $1", CancellationToken.None, message.Id); // for the next host
                throw;
            }

            runs++;
        }
        return runs;
    }

    private async Task<bool> ClaimAsync(Message message, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"update {HeldOutbox.Incoming} set owner_id = 1 where id = $1 and owner_id = 0");
        command.Parameters.AddWithValue(message.Id);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    private async Task<Message?> NextAsync(CancellationToken cancellation)
    {
        await ExecuteAsync($"""
            with replayed as (delete from {DeadLetterTable} where replayable returning *)
            insert into {HeldOutbox.Incoming} (body, id, status, owner_id, execution_time, attempts, message_type, received_at)
            select body, id, 'Incoming', 0, $1, 0, message_type, received_at from replayed
            """, cancellation, clock.GetUtcNow());
        var now = clock.GetUtcNow();
        bool IsDue(Message message) => message.State == "ready" || (message.State == "scheduled" && message.DueAt <= now);
        return (await ReadAsync(database, Unclaimed)).Where(message => IsDue(message) && TypeOf(message) is not null)
            .OrderBy(message => message.DueAt).ThenBy(message => message.Id).FirstOrDefault();
    }

    private async Task DeliverAsync(Message message, CancellationToken cancellation)
    {
        var envelope = message.Envelope;
        envelope.Attempts = message.Attempts + 1;
        var type = TypeOf(message)!;
        envelope.Message = JsonSerializer.Deserialize(envelope.Data, type, json.Options)!;
        try
        {
            await dispatcher.HandleAsync(envelope.Message, envelope, cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            await SettleAsync(envelope, type, failure, cancellation);
            return;
        }
        await ExecuteAsync($"delete from {HeldOutbox.Incoming} where id = $1", cancellation, envelope.Id);
    }

    private async Task SettleAsync(Envelope envelope, Type type, Exception failure, CancellationToken cancellation)
    {
        var delays = options.DelaysOf(type);
        if (envelope.Attempts <= delays.Length)
        {
            await ExecuteAsync($"update {HeldOutbox.Incoming} set status = 'Scheduled', execution_time = $1, attempts = $2, owner_id = 0 where id = $3",
                cancellation, clock.GetUtcNow() + delays[envelope.Attempts - 1], envelope.Attempts, envelope.Id);
            return;
        }
        await burial.TellAsync(envelope, envelope.Message!, cancellation);
        await store().Inbox.MoveToDeadLetterStorageAsync(envelope, failure);
    }

    private Type? TypeOf(Message message) => dispatcher.Handlers.Durable.FirstOrDefault(type => HandlerMap.NameOf(type) == message.Type) is { } type
        && dispatcher.Handlers.Find(type) is not null ? type : null;

    private static async Task<IReadOnlyList<Message>> ReadAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var messages = new List<Message>();
        while (await rows.ReadAsync())
        {
            var envelope = EnvelopeSerializer.Deserialize(rows.GetFieldValue<byte[]>(5));
            envelope.Id = rows.GetGuid(0);
            messages.Add(new(envelope.Id, rows.GetString(1), rows.GetString(2), rows.GetFieldValue<DateTimeOffset>(3), rows.GetInt32(4), envelope));
        }
        return messages;
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static void Add<T>(NpgsqlCommand command, T[] values) => command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values });

    private sealed record Message(Guid Id, string Type, string State, DateTimeOffset DueAt, int Attempts, Envelope Envelope);
}
