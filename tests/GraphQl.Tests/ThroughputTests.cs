using System.Diagnostics;

namespace Verwaltung.GraphQl.Tests;

public sealed class ThroughputTests(ITestOutputHelper output)
{
    /// <summary>Run with -explicit only: prints how many small queries one thread executes in a second, response bytes included.</summary>
    [Fact(Explicit = true)]
    public async Task A_small_query_costs_microseconds()
    {
        var api = Api.Of(typeof(LibraryQueries), typeof(LibraryMutations), typeof(BookFields), typeof(Book));
        const string Query = "{ book(id: \"00000001-0000-0000-0000-000000000000\") { id title shelf authors } }";
        var (count, watch) = (0, new Stopwatch());
        for (var round = 0; round < 2; round++)
        {
            (count, watch) = (0, Stopwatch.StartNew());
            for (; watch.Elapsed < TimeSpan.FromSeconds(1.5); count++)
                Assert.NotEqual(0, (await api.RunAsync(Query)).ToUtf8Bytes().Length);
        }

        output.WriteLine($"{count / watch.Elapsed.TotalSeconds:F0} small queries a second");
    }
}
