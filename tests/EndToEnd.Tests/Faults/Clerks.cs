using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Verwaltung.EndToEnd.Tests.Faults;

/// <summary>The department at work: two clerks who decide, the team lead who co-signs, the post room.</summary>
/// <param name="acknowledged">Is told of every command that was answered with yes: its name and what it was about.</param>
internal sealed class Clerks(Api first, Api second, Api lead, Api postRoom, Action<string, Guid> acknowledged)
{
    private const string Question = """
        query($id: ID!) {
          case(id: $id) {
            version isClosed step values
            tasks { id elementId name }
            incidents { elementName code message }
            notice { id queuedAt postedOn }
          }
        }
        """;

    private readonly ConcurrentDictionary<Guid, byte> _sent = [];

    public static async Task<Clerks> AtAsync(House house, Action<string, Guid>? acknowledged = null) => new(
        await house.AsAsync("Meltem Aksoy"), await house.AsAsync("Bernd Overbeck"), await house.AsAsync("Sabrina Thöne"), await house.AsAsync("Ilka Rensmann"),
        acknowledged ?? ((_, _) => { }));

    /// <summary>The case as a clerk sees it.</summary>
    public async Task<JsonNode> LookAsync(Guid id) => (await first.SendAsync(Question, new { id }))["case"] ?? throw new InvalidOperationException($"Expected case {id} to be there.");

    /// <summary>Waits until the case has an open task.</summary>
    public async Task<JsonNode> TaskAsync(Guid id)
    {
        JsonNode found = null!;
        await Eventually.TrueAsync(async () => (found = await LookAsync(id))["tasks"]!.AsArray().Count > 0, $"case {id} to reach a person", seconds: 120);
        return found;
    }

    /// <summary>Does whatever the case asks people for until it is closed.</summary>
    /// <param name="id">The case.</param>
    /// <param name="grants">Whether to grant, if there is a zone and no permit yet.</param>
    /// <param name="pay">How the fee is paid when it is asked for; in cash at the counter, if nothing else is said.</param>
    public async Task FinishAsync(Guid id, bool grants, Func<Task>? pay = null)
    {
        await Eventually.TrueAsync(async () =>
        {
            var @case = await LookAsync(id);
            if (@case["incidents"]!.AsArray() is { Count: > 0 } incidents) throw new InvalidOperationException($"Case {id} has incidents: {incidents.ToJsonString()}");
            if (@case["tasks"]!.AsArray() is [{ } task, ..]) await DoAsync(id, @case, task, grants);
            else if (@case["notice"] is { } notice && notice["queuedAt"] is not null && notice["postedOn"] is null) await PostAsync(id, Guid.Parse((string)notice["id"]!));
            else if (@case["notice"] is null && await OwesAsync(id)) await (pay?.Invoke() ?? TakeCashAsync(id));
            return (bool)@case["isClosed"]!;
        }, $"case {id} to end", seconds: 240);
    }

    /// <summary>Claims the case's task and completes it.</summary>
    public async Task DoAsync(Guid id, JsonNode @case, JsonNode task, bool grants)
    {
        var (taskId, element) = (Guid.Parse((string)task["id"]!), (string)task["elementId"]!);
        var clerk = element == "ablehnung-mitzeichnen" ? lead : id.ToByteArray()[15] % 2 == 0 ? first : second;
        var claimed = await clerk.DoAsync("claimTask", "changedCase { version }", new { caseId = id, taskId });
        acknowledged("claimTask", taskId);
        await clerk.DoAsync("completeTask", "changedCase { version }", new
        {
            caseId = id,
            taskId,
            expectedVersion = (long)claimed["changedCase"]!["version"]!,
            values = Answer(element, @case["values"]!, grants),
            idempotencyKey = $"complete-{taskId}",
        });
        acknowledged("completeTask", taskId);
    }

    /// <summary>Waits until the fee is asked for, and takes it at the counter.</summary>
    public async Task TakeFeeAsync(Guid id)
    {
        await Eventually.TrueAsync(() => OwesAsync(id), $"the fee of case {id} to be asked for", seconds: 120);
        await TakeCashAsync(id);
    }

    private async Task<bool> OwesAsync(Guid id) =>
        (string?)(await first.SendAsync("query($id: ID!) { payment(caseId: $id) { state } }", new { id }))["payment"]?["state"] == "OPEN";

    // The receipt is named by the case: a try whose answer was lost is found again.
    private async Task TakeCashAsync(Guid id)
    {
        await first.DoAsync("takeCashPayment", "payment { state }", new { caseId = id, method = "CASH", receiptId = id });
        acknowledged("takeCashPayment", id);
    }

    private static JsonObject Answer(string element, JsonNode values, bool grants) => element switch
    {
        "antrag-entscheiden" when grants && values["zone"]?["kuerzel"] is not null && values["ausweis"]?["vorhanden"]?.GetValue<bool>() != true =>
            new() { ["entscheidung"] = new JsonObject { ["ergebnis"] = "bewilligt", ["gruende"] = new JsonArray() } },
        "antrag-entscheiden" => new() { ["entscheidung"] = new JsonObject { ["ergebnis"] = "abgelehnt", ["gruende"] = new JsonArray("KEINE_ZONE") } },
        "ablehnung-mitzeichnen" => new() { ["mitzeichnung"] = new JsonObject { ["ergebnis"] = "mitgezeichnet" } },
        _ => new() { ["bescheid"] = Edited(values["bescheid"]!) },
    };

    private static JsonObject Edited(JsonNode draft)
    {
        string[] parts = ["tenor", "sachverhalt", "gruende", "nebenbestimmungen"];
        return new(parts.Where(part => draft[part] is not null).Select(part => KeyValuePair.Create(part, (JsonNode?)draft[part]!.DeepClone())));
    }

    // The queue is read before a letter is confirmed; one that is gone from it was confirmed by a try whose answer was lost. Beside the notice
    // there may be the letter that asked for the fee.
    private async Task PostAsync(Guid id, Guid notice)
    {
        var queue = await postRoom.SendAsync("{ postQueue(first: 200) { nodes { notice caseId queuedAt } } }");
        foreach (var letter in queue["postQueue"]!["nodes"]!.AsArray().Where(letter => Guid.Parse((string)letter!["caseId"]!) == id))
        {
            var named = Guid.Parse((string)letter!["notice"]!);
            if (!_sent.TryAdd(named, 0)) continue;
            await ConfirmAsync(named, DateTimeOffset.Parse((string)letter["queuedAt"]!, System.Globalization.CultureInfo.InvariantCulture));
            if (named == notice) acknowledged("confirmPosting", id);
        }
    }

    private async Task ConfirmAsync(Guid letter, DateTimeOffset queuedAt)
    {
        var today = DateOnly.FromDateTime(queuedAt.ToOffset(TimeSpan.FromHours(1)).DateTime);
        var payload = await postRoom.MutateAsync("confirmPosting", "postingConfirmed { notices }", new { notices = new[] { letter }, postedOn = today });
        if (payload["errors"] is JsonArray { Count: > 0 } refusals && (string)refusals[0]!["code"]! is not ("post.nothing-chosen" or "post.by-others"))
            throw new RefusedException("confirmPosting", refusals);
    }
}
