using Npgsql;
using NpgsqlTypes;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Postgres.Tests;

/// <summary>Records as rows of statements and tables.</summary>
public sealed class RowTests(EmptyDatabase database) : IClassFixture<EmptyDatabase>
{
    private static readonly Guid Id = Guid.Parse("01900000-0000-7000-8000-000000000001");
    private static readonly Guid Owner = Guid.Parse("01900000-0000-7000-8000-000000000002");
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Paper Full = new(
        Id, new(Owner), "Antrag", new DateOnly(2026, 3, 1), Noon, PaperState.InReview, 7, 1L << 40, 12.50m, true, new(Id));

    private static readonly Paper Bare = Full with { Title = null, Day = null, ClosedAt = null, State = null, Pages = null, Keeper = null };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private NpgsqlDataSource Source => database.Source;

    private async Task<string> TableAsync()
    {
        var table = $"papers_{Guid.CreateVersion7():n}";
        await database.ExecuteAsync($"""
            create table {table} (paper_id uuid primary key, owner uuid not null, title varchar(40), day date, closed_at timestamptz, state varchar(20),
              pages int, size bigint not null, fee numeric(10, 2) not null, is_public boolean not null, kept_by uuid)
            """);
        return table;
    }

    private async Task InsertAsync(string table, Paper paper) => await Source.ExecuteAsync(
        $"insert into {table} ({Row<Paper>.Columns}) values ({Row<Paper>.Places})", Cancel, Row<Paper>.Parameters(paper));

    [Fact]
    public async Task A_record_comes_back_as_it_was_written()
    {
        var table = await TableAsync();
        var other = Bare with { Id = Owner };
        await InsertAsync(table, Full);
        await InsertAsync(table, other);

        Assert.Equal([Full, other], await Source.ListAsync<Paper>($"select {Row<Paper>.Columns} from {table} order by paper_id", Cancel));
    }

    [Fact]
    public void The_parameters_of_a_record_are_its_columns_in_snake_case_unless_they_say_otherwise()
    {
        Assert.Equal("paper_id, owner, title, day, closed_at, state, pages, size, fee, is_public, kept_by", Row<Paper>.Columns);
        Assert.Equal("$1, $2, $3", Row<Named>.Places);
        Assert.Equal(
            [new("paper_id", NpgsqlDbType.Uuid, IsKey: true), new("title", NpgsqlDbType.Text, IsKey: false), new("sha256", NpgsqlDbType.Bytea, IsKey: false)],
            Row<Named>.Table);
        Assert.Equal("kept_by", Row<Paper>.Column(nameof(Paper.Keeper)));
    }

    [Fact]
    public void A_member_without_a_column_is_refused()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Row<Named>.Column("Colour"));

        Assert.Equal("Expected Named to have a column for Colour, but it has paper_id, title, sha256.", refusal.Message);
    }

    [Fact]
    public void Ids_lie_in_a_table_as_their_values_enums_as_words_and_instants_in_UTC() => Assert.Equal(
        [Id, Owner, "Antrag", new DateOnly(2026, 3, 1), Noon.UtcDateTime, "in_review", 7, 1L << 40, 12.50m, true, Id],
        Row<Paper>.Values(Full with { ClosedAt = Noon.ToOffset(TimeSpan.FromHours(1)) }));

    [Fact]
    public async Task Columns_are_found_by_name_whatever_their_order_and_what_else_is_selected() => Assert.Equal(
        [new Named(Id, "Antrag", [1])],
        await Source.ListAsync<Named>("""select 7 as pages, '\x01'::bytea as sha256, 'Antrag' as title, $1 as paper_id""", Cancel, Id));

    [Fact]
    public async Task A_parameter_without_a_column_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Source.ListAsync<Named>("select 'Antrag' as title, $1 as id", Cancel, Id));

        Assert.Equal("Expected a column 'paper_id' for Named.Id, but the statement selects title, id.", refusal.Message);
    }

    [Fact]
    public async Task A_parameter_with_two_columns_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Source.ListAsync<Named>("select $1 as paper_id, 'Antrag' as title, 'Bescheid' as title, ''::bytea as sha256", Cancel, Id));

        Assert.Equal("Expected one column 'title' for Named.Title, but the statement selects two.", refusal.Message);
    }

    [Fact]
    public async Task Null_is_refused_where_the_record_has_no_place_for_it()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Source.ListAsync<Named>("select $1 as paper_id, null::text as title, ''::bytea as sha256", Cancel, Id));

        Assert.Equal("Expected a value in column 'title' for Named.Title, but found null.", refusal.Message);
    }

    [Fact]
    public async Task A_column_of_another_type_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Source.ListAsync<Named>("select 1 as paper_id, 'Antrag' as title, ''::bytea as sha256", Cancel));

        Assert.StartsWith("Expected paper_id, title, sha256 to be a row of Named, but: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_that_no_value_has_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Source.ListAsync<PaperState>("select 'lost'", Cancel));

        Assert.Equal("Expected ?column? to be a row of PaperState, but: a word is none of in_review, open.", refusal.Message);
    }

    [Fact]
    public void A_record_with_a_member_that_no_column_holds_is_refused()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Row<Unheard>.Columns);

        Assert.Equal("Unheard.Where is a Uri, which no column holds.", refusal.Message);
    }

    [Fact]
    public async Task Single_values_are_rows_too()
    {
        Assert.Equal([new OwnerId(Id)], await Source.ListAsync<OwnerId>("select $1", Cancel, Id));
        Assert.Equal([PaperState.InReview, null], await Source.ListAsync<PaperState?>("select unnest(array['in_review', null])", Cancel));
        Assert.Equal(["a", "b"], await Source.ListAsync<string>("select unnest($1)", Cancel, new[] { "a", "b" }));
    }

    [Fact]
    public async Task A_value_that_is_not_there_is_null_or_refused()
    {
        Assert.Null(await Source.ScalarAsync<Guid?>("select $1 where false", Cancel, Id));
        Assert.Null(await Source.ScalarAsync<string>("select null::text", Cancel));
        Assert.Equal(3, await Source.ScalarAsync<int>("select 3", Cancel));

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Source.ScalarAsync<int>("select 3 where false", Cancel));
        Assert.Equal("Expected one Int32 from 'select 3 where false', but found none.", refusal.Message);
    }

    [Fact]
    public async Task One_row_is_found_or_none_and_two_are_refused()
    {
        const string Rows = "select paper_id, 'Antrag' as title, ''::bytea as sha256 from unnest($1) paper_id";

        Assert.Null(await Source.FindAsync<Named>(Rows, Cancel, Array.Empty<Guid>()));
        Assert.Equal(new Named(Id, "Antrag", []), await Source.FindAsync<Named>(Rows, Cancel, new[] { Id }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Source.FindAsync<Named>(Rows, Cancel, new[] { Id, Owner }));
    }

    [Fact]
    public async Task A_null_has_its_type_and_an_instant_goes_in_as_UTC() => Assert.Equal(
        ["uuid", "text", "timestamp with time zone", "2026-03-01 12:00:00"],
        await Source.ListAsync<string>(
            "select unnest(array[pg_typeof($1)::text, pg_typeof($2)::text, pg_typeof($3)::text, ($3 at time zone 'UTC')::text])",
            Cancel, (Guid?)null, (string?)null, Noon.ToOffset(TimeSpan.FromHours(2))));

    [Fact]
    public async Task Rows_can_be_read_one_by_one()
    {
        var read = new List<int>();
        await foreach (var number in Source.EachAsync<int>("select generate_series(1, $1)", Cancel, 3)) read.Add(number);

        Assert.Equal([1, 2, 3], read);
    }

    private sealed record Paper(
        [Column("paper_id", IsKey = true)] Guid Id, OwnerId Owner, string? Title, DateOnly? Day, DateTimeOffset? ClosedAt, PaperState? State, int? Pages,
        long Size, decimal Fee, bool IsPublic, [Column("kept_by")] OwnerId? Keeper);

    private sealed record Named([Column("paper_id", IsKey = true)] Guid Id, string Title, byte[] Sha256)
    {
        public bool Equals(Named? other) => other is not null && Id == other.Id && Title == other.Title && Sha256.AsSpan().SequenceEqual(other.Sha256);
        public override int GetHashCode() => Id.GetHashCode();
    }

    private sealed record Unheard(Uri Where);

    private readonly record struct OwnerId(Guid Value);

    private enum PaperState
    {
        Open,
        InReview,
    }
}
