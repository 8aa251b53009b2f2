using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Verwaltung.Postgres.Tests;

public sealed class KeysetPagingTests(EmptyDatabase database) : IClassFixture<EmptyDatabase>
{
    [Theory]
    [InlineData(true, "b2 b1 a9")]
    [InlineData(false, "b4 c1")]
    public async Task A_page_begins_after_the_row_it_is_given(bool descending, string expected)
    {
        await database.ExecuteAsync("create table if not exists things (name text, n int); truncate things; insert into things values ('a', 9), ('b', 1), ('b', 2), ('b', 3), ('b', 4), ('c', 1)");
        await using var context = new Things(new DbContextOptionsBuilder<Things>().UseNpgsql(database.Source).Options);
        var last = Expression.Constant(new Last("b", 3));
        var row = Expression.Parameter(typeof(Thing));
        var after = KeysetPaging.After(
            [Expression.Property(row, nameof(Thing.Name)), Expression.Property(row, nameof(Thing.N))],
            [Expression.Property(last, nameof(Last.Name)), Expression.Property(last, nameof(Last.N))],
            descending);

        var query = context.Set<Thing>().AsNoTracking().Where(Expression.Lambda<Func<Thing, bool>>(after, row));
        var page = await (descending ? query.OrderByDescending(t => t.Name).ThenByDescending(t => t.N) : query.OrderBy(t => t.Name).ThenBy(t => t.N)).ToListAsync();

        Assert.Equal(expected, string.Join(' ', page.Select(thing => thing.Name + thing.N)));
        Assert.Contains($"(t.name, t.n) {(descending ? '<' : '>')} (@", query.ToQueryString(), StringComparison.Ordinal);
    }

    private sealed record Last(string Name, int N);

    private sealed record Thing(string Name, int N);

    private sealed class Things(DbContextOptions<Things> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Thing>(thing =>
        {
            thing.ToTable("things").HasKey(t => new { t.Name, t.N });
            thing.Property(t => t.Name).HasColumnName("name");
            thing.Property(t => t.N).HasColumnName("n");
        });
    }
}
