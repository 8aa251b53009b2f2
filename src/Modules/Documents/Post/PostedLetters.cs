using Npgsql;
using Verwaltung.GraphQl;
using Verwaltung.Postgres;

namespace Verwaltung.Documents.Post;

/// <summary>A letter that was handed to the post and, as far as anybody knows, arrived.</summary>
internal sealed record PostedLetter([property: ID] Guid Notice, [property: ID] Guid CaseId, string FileNumber, DateOnly PostedOn);

/// <summary>What was posted.</summary>
internal sealed class PostedLetters(NpgsqlDataSource database)
{
    private const string Letters = "select notice, case_id, coalesce(file_number, '') as file_number, posted_on from post_done";

    internal Task<IReadOnlyList<PostedLetter>> OfAsync(string fileNumber, CancellationToken cancellation) =>
        database.ListAsync<PostedLetter>($"{Letters} where file_number = $1 order by posted_on desc, notice desc limit 20", cancellation, fileNumber);

    internal Task<PostedLetter?> FindAsync(Guid notice, CancellationToken cancellation) =>
        database.FindAsync<PostedLetter>($"{Letters} where notice = $1", cancellation, notice);
}
