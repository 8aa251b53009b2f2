using Verwaltung.Bench;

if (args is [BenchRoom.HostVerb, ..]) return await BenchRoom.RunHostAsync(args); // a question has started this one

// One question per file; each says what it measures against and how much is enough.
IReadOnlyList<(string Name, Func<Task<IReadOnlyList<Answer>>> Ask)> questions =
[
    ("append", AppendEvents.AskAsync),
    ("complete", CompleteTasks.AskAsync),
    ("peer", PeerTasks.AskAsync),
    ("inbox", InboxPages.AskAsync),
    ("rebuild", RebuildInbox.AskAsync),
    ("memory", HostMemory.AskAsync),
    ("engine", EngineInstances.AskAsync),
    ("graphql", GraphQlQueries.AskAsync),
    ("warden", WardenQueries.AskAsync),
    ("subscriptions", OpenSubscriptions.AskAsync),
    ("timers", Timers.AskAsync),
    ("takeover", TakeOver.AskAsync),
    ("start", StartTimes.AskAsync),
];

if (args.Except(questions.Select(question => question.Name)).ToList() is { Count: > 0 } unknown)
{
    Console.Error.WriteLine($"There is no question {string.Join(", ", unknown)}; there are {string.Join(", ", questions.Select(question => question.Name))}.");
    return 2;
}

var isEnough = true;
foreach (var (_, ask) in questions.Where(question => args.Length == 0 || args.Contains(question.Name)))
    foreach (var answer in await ask())
    {
        Console.WriteLine(answer);
        isEnough &= answer.IsEnough;
    }

return isEnough ? 0 : 1;
