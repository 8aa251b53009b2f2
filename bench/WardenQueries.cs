using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Verwaltung.Cases;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Bench;

/// <summary>
/// How long a warden waits for valid or invalid, asking one host over HTTP by plate, 40 times a second, while clerks send it 50 decisions a second;
/// of 100,000 permits. Both come by the clock, whether or not the last one is done, and a wait counts from the moment it was due.
/// </summary>
internal static class WardenQueries
{
    private const int DecisionsASecond = 50, QuestionsASecond = 40, Permits = 100_000, Limit = 20, WarmUp = 5, Measured = 15;
    private static readonly PersonId Warden = new(Guid.Parse("0193a3f0-3200-7000-8000-000000000001"));

    private const string Ask = "query Ask($plate: String!) { checkPermit(plate: $plate, zone: \"Gutenbergstraße\", purpose: PATROL) { isValid verdict } }";
    private const string Decide = "mutation Decide($input: CompleteTaskInput!) { completeTask(input: $input) { errors { ... on Error { code message } } } }";

    public static async Task<IReadOnlyList<Answer>> AskAsync()
    {
        await using var premises = await Premises.OpenAsync();
        await FillAsync(premises);
        var cases = await CasesAsync(premises, DecisionsASecond * (WarmUp + Measured));
        await using var host = await HostProcess.StartAsync(premises, Premises.Clerk);
        await premises.UntilNothingWaitsAsync();
        using var clerk = host.Client();
        using var warden = host.Client(await HostProcess.TokenAsync(premises.Source, Warden));

        var deciding = ByTheClock(DecisionsASecond, cases.Count, i => DecideAsync(clerk, cases[i]));
        var asking = ByTheClock(QuestionsASecond, QuestionsASecond * (WarmUp + Measured), i => QuestionAsync(warden, i));
        var (decisions, questions) = (await deciding, (await asking)[(QuestionsASecond * WarmUp)..]);
        var (median, p95) = (Slices.Percentile(questions, 0.5), Slices.Percentile(questions, 0.95));
        return
        [
            new($"a warden's question while {DecisionsASecond} decisions a second arrive", Slices.Text($"p95 {p95:0.0} ms, median {median:0.0} ms"),
                Slices.Text($"decisions: median {Slices.Percentile(decisions, 0.5):0.0} ms"), "", $"p95 < {Limit} ms", p95 < Limit),
        ];
    }

    private static async Task<double[]> ByTheClock(int aSecond, int count, Func<int, Task> one)
    {
        var clock = Stopwatch.StartNew();
        return await Task.WhenAll(Enumerable.Range(0, count).Select(async i =>
        {
            var due = TimeSpan.FromSeconds((double)i / aSecond);
            await Task.Delay(due);
            await one(i);
            return (clock.Elapsed - due).TotalMilliseconds;
        }));
    }

    // Every other plate has a permit.
    private static async Task QuestionAsync(HttpClient http, int number)
    {
        var plate = number % 2 == 0 ? $"DO-BE {number * 7 % Permits + 1}" : $"UN-BE {number}";
        var answer = await SendAsync(http, Ask, new() { ["plate"] = plate });
        if (answer["checkPermit"]!["isValid"]!.GetValue<bool>() != (number % 2 == 0)) throw new InvalidOperationException($"Expected another verdict on {plate} than {answer.ToJsonString()}");
    }

    private static async Task DecideAsync(HttpClient http, Decidable decidable)
    {
        var input = new JsonObject
        {
            ["caseId"] = decidable.Case.ToString(),
            ["taskId"] = decidable.Task,
            ["expectedVersion"] = decidable.Version,
            ["values"] = new JsonObject { ["entscheidung"] = new JsonObject { ["ergebnis"] = "abgelehnt", ["gruende"] = new JsonArray("KEINE_ZONE") } },
        };
        var answer = await SendAsync(http, Decide, new() { ["input"] = input });
        if (answer["completeTask"]!["errors"] is { } errors) throw new InvalidOperationException($"Expected the decision to be accepted, but found {errors.ToJsonString()}");
    }

    internal static async Task<JsonObject> SendAsync(HttpClient http, string query, JsonObject variables)
    {
        using var answer = await http.PostAsJsonAsync("/graphql", new JsonObject { ["query"] = query, ["variables"] = variables });
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync());
        return json?["errors"] is null && json?["data"] is JsonObject data ? data : throw new InvalidOperationException($"Expected an answer without errors, but found {json?.ToJsonString()}");
    }

    private static async Task<IReadOnlyList<Decidable>> CasesAsync(Premises premises, int count)
    {
        var cases = new Decidable[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, cancellation) =>
        {
            var (id, task) = await premises.CaseToDecideAsync();
            await using var session = premises.Store.LightweightSession();
            cases[i] = new(id, task, (await session.Events.FetchForWriting<Case>(id.Value, cancellation)).Version());
        });
        return cases;
    }

    private static async Task FillAsync(Premises premises)
    {
        await Premises.RunAsync(premises.Source, $"""
            insert into permits (permit_id, number, person, zone, plate, plate_key, valid_from, valid_to)
            select md5('permit' || i)::uuid, 'GU-2026-' || i, md5('holder' || i)::uuid, 'Gutenbergstraße', 'DO-BE ' || i, 'DOBE' || i, current_date - 30, current_date + 300
            from generate_series(1, {Permits}) i
            """);
        await Premises.RunAsync(premises.Source, "vacuum analyze permits");
    }
}
