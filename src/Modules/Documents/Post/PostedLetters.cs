using Npgsql;
using Verwaltung.GraphQl;

namespace Verwaltung.Documents.Post;

/// <summary>A letter that was handed to the post and, as far as anybody knows, arrived.</summary>
internal sealed record PostedLetter([property: ID] Guid Notice, [property: ID] Guid CaseId, string FileNumber, DateOnly PostedOn);

/// <summary>What was posted.</summary>
internal sealed class PostedLetters(NpgsqlDataSource database)
{
    private const string Columns = "select notice, case_id, coalesce(file_number, ''), posted_on from post_done";

    internal Task<IReadOnlyList<PostedLetter>> OfAsync(string fileNumber, CancellationToken cancellation) =>
        ReadAsync(
            $"{Columns} where file_number = $1 order by posted_on desc, notice desc limit 20",
            new NpgsqlParameter<string> { TypedValue = fileNumber }, cancellation);

    internal async Task<PostedLetter?> FindAsync(Guid notice, CancellationToken cancellation) =>
        (await ReadAsync($"{Columns} where notice = $1", new NpgsqlParameter<Guid> { TypedValue = notice }, cancellation)).SingleOrDefault();

    private async Task<IReadOnlyList<PostedLetter>> ReadAsync(string sql, NpgsqlParameter parameter, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(parameter);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var letters = new List<PostedLetter>();
        while (await rows.ReadAsync(cancellation))
            letters.Add(new(rows.GetGuid(0), rows.GetGuid(1), rows.GetString(2), rows.GetFieldValue<DateOnly>(3)));
        return letters;
    }
}
