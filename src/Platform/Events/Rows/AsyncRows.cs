using JasperFx.Events;
using Marten;
using Marten.Events.Projections;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Verwaltung.Events;

/// <summary>
/// A <see cref="RowProjection"/> in Marten's daemon: the rows of every stream that has new events, as the stream is now, which may be newer than the
/// events shown, never older.
/// </summary>
internal sealed class AsyncRows(RowProjection projection, IServiceProvider services) : IProjection
{
    private readonly RowWriter _writer = new(projection);

    public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var aggregates = services.GetRequiredService<AggregateReader>();
        foreach (var stream in await StreamsAsync([.. events.Select(e => e.StreamId).Distinct()], cancellation))
            foreach (var command in _writer.Replace(stream, await aggregates.LoadAsync(projection.AggregateType, stream, cancellation)))
                operations.Enlist(command);
    }

    private async Task<List<Guid>> StreamsAsync(Guid[] ids, CancellationToken cancel)
    {
        var name = services.GetRequiredService<EventOptions>().AggregateNameOf(projection.AggregateType);
        await using var command = services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("select id from mt_streams where id = any($1) and type = $2 order by id");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids });
        command.Parameters.Add(Sql.Of(name));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var streams = new List<Guid>();
        while (await reader.ReadAsync(cancel)) streams.Add(reader.GetGuid(0));
        return streams;
    }
}
