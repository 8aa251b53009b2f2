using System.Diagnostics;
using Verwaltung.Postgres;

namespace Verwaltung.Bench;

/// <summary>
/// From the start of a host's process to its first answer over GraphQL, on a database that runs and has the schema, against the last commit whose
/// event store and message bus were the house's own (before Marten and Wolverine), built and started in the same run.
/// </summary>
internal static class StartTimes
{
    private const int WarmUp = 2, Rounds = 7;
    private const double Limit = 1.5;
    private const string Question = "process start to the first GraphQL answer", Before = "8c09d7d26bcad4d077aa1feed612ca8438c8bbbb";

    public static async Task<IReadOnlyList<Answer>> AskAsync()
    {
        try
        {
            await using var earlier = await EarlierTree.BuildAsync(Before);
            return [await CompareAsync(earlier)];
        }
        catch (EarlierTreeException why)
        {
            return [new(Question, $"not measured, because {why.Message}", "", "", Goal, IsEnough: false)];
        }
    }

    private static string Goal => Slices.Text($"<= {Limit:0.0}");

    private static async Task<Answer> CompareAsync(EarlierTree earlier)
    {
        await using var premises = await Premises.OpenAsync();
        await using var database = await Database.OpenAsync(new DatabaseOptions { DataFolder = earlier.Data }); // keeps its server running, as the premises do
        await FillAsync(earlier);
        var token = await HostProcess.TokenAsync(premises.Source, Premises.Clerk);
        var tokenBefore = await HostProcess.TokenAsync(database.Source, Premises.Clerk);
        var (products, limits) = (new List<double>(), new List<double>());
        for (var round = -WarmUp; round < Rounds; round++)
        {
            var product = await TimeAsync(HostProcess.Program, premises.Folder, token);
            var limit = await TimeAsync(earlier.Program, earlier.Data, tokenBefore);
            if (round < 0) continue; // until schema and people are there
            products.Add(product);
            limits.Add(limit);
        }

        var ratio = Quartiles.Of(products.Zip(limits, (product, limit) => product / limit));
        return new(
            Question, Slices.Text($"{Quartiles.Of(products).Median:0.00} s"),
            Slices.Text($"before Marten {Quartiles.Of(limits).Median:0.00} s"), $"ratio {ratio}", Goal, ratio.Median <= Limit);
    }

    // The first start makes the tables.
    private static async Task FillAsync(EarlierTree earlier)
    {
        await using var host = HostProcess.Launch(earlier.Program, [], earlier.Data, token: "");
        await host.UntilReadyAsync();
    }

    private static async Task<double> TimeAsync(string program, string folder, string token)
    {
        var began = Stopwatch.GetTimestamp();
        await using var host = HostProcess.Launch(program, [], folder, token);
        await host.UntilAnswersAsync("{ teams { key name } }");
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
