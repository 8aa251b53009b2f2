using System.Diagnostics;
using System.Text.Json.Nodes;
using Verwaltung.Cases.Contracts;

namespace Verwaltung.Bench;

/// <summary>Clerks who take a task of their own and give it back by GraphQL, again and again, with a breath in between.</summary>
internal sealed class BusyClerks(IReadOnlyList<(CaseId Case, Guid Task)> tasks)
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    /// <summary>So many of them, each with a case that waits for its decision.</summary>
    public static async Task<BusyClerks> HireAsync(Premises premises, int count)
    {
        var tasks = new (CaseId Case, Guid Task)[count];
        for (var i = 0; i < count; i++) tasks[i] = await premises.CaseToDecideAsync();
        return new(tasks);
    }

    /// <summary>Lets all of them work until something has ended.</summary>
    /// <returns>How many milliseconds each change took.</returns>
    public async Task<IReadOnlyList<double>> WorkAsync(HostProcess host, Task end) =>
        [.. (await Task.WhenAll(tasks.Select(task => Task.Run(() => WorkAsync(host, task, end))))).SelectMany(own => own)];

    /// <summary>Takes (<c>claim</c>) or gives back (<c>release</c>) a task.</summary>
    internal static async Task ChangeAsync(HttpClient clerk, string id, Guid task, string change)
    {
        var input = new JsonObject { ["caseId"] = id, ["taskId"] = task };
        var type = $"{char.ToUpperInvariant(change[0])}{change[1..]}TaskInput";
        var mutation = $"mutation Change($input: {type}!) {{ {change}Task(input: $input) {{ errors {{ ... on Error {{ message }} }} }} }}";
        var answer = await WardenQueries.SendAsync(clerk, mutation, new() { ["input"] = input });
        if (answer[$"{change}Task"]!["errors"] is { } errors) throw new InvalidOperationException($"Expected a change, but found {errors.ToJsonString()}");
    }

    private static async Task<List<double>> WorkAsync(HostProcess host, (CaseId Case, Guid Task) own, Task end)
    {
        using var http = host.Client();
        var times = new List<double>();
        for (var isTaken = false; !end.IsCompleted || isTaken; isTaken = !isTaken)
        {
            var began = Stopwatch.GetTimestamp();
            await ChangeAsync(http, own.Case.ToString(), own.Task, isTaken ? "release" : "claim");
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await Task.Delay(Breath);
        }

        return times;
    }
}
