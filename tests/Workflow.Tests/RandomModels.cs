using static Verwaltung.Workflow.Tests.Model;

namespace Verwaltung.Workflow.Tests;

/// <summary>Random processes of everything that runs: nested blocks, which always can come to their end, and graphs without any order.</summary>
internal sealed class RandomModels(Choices.Stream choices)
{
    private readonly List<string> _nodes = [];
    private readonly List<string> _arrows = [];
    private readonly Counter _ids = new();

    private RandomModels(Choices.Stream choices, Counter ids) : this(choices) => _ids = ids;

    internal static string Blocks(Choices.Stream choices)
    {
        var scope = new RandomModels(choices);
        scope.Fill(Start(), "s", "e", depth: 3);
        return Process(string.Concat(scope._nodes), [.. scope._arrows]);
    }

    /// <summary>Nodes with one or two flows to anywhere; what cannot be reached is left out.</summary>
    internal static string Graph(Choices.Stream choices)
    {
        var scope = new RandomModels(choices);
        var count = 2 + choices.Next(8);
        var kinds = Enumerable.Range(0, count).Select(_ => choices.Next(7)).ToArray();
        var targets = Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, 1 + choices.Next(2)).Select(_ => choices.Next(count + 1)).Distinct().ToArray()).ToArray();
        var reached = new HashSet<int>();
        var open = new Stack<int>([0]);
        while (open.TryPop(out var at))
            if (at < count && reached.Add(at))
                foreach (var target in targets[at]) open.Push(target);
        foreach (var at in reached) scope.Add($"n{at}", kinds[at], targets[at].Select(target => target == count ? "e" : $"n{target}").ToArray());
        var ends = reached.Any(at => targets[at].Contains(count)) ? End() : "";
        return Process(Start() + string.Concat(scope._nodes) + ends, ["s -> n0", .. scope._arrows]);
    }

    private void Add(string id, int kind, string[] targets)
    {
        _nodes.Add(kind switch { 5 => Exclusive(id), 6 => Parallel(id), _ => Leaf(id, kind) });
        for (var at = 0; at < targets.Length; at++)
            _arrows.Add(kind == 5 && targets.Length > 1 ? at == 0 ? $"{id} -*-> {targets[at]}" : $"{id} -[=choice = {at}]-> {targets[at]}" : $"{id} -> {targets[at]}");
    }

    private void Fill(string start, string first, string last, int depth)
    {
        _nodes.Add(start);
        var (entry, exit) = Block(depth);
        _nodes.Add(End(last));
        _arrows.Add($"{first} -> {entry}");
        _arrows.Add($"{exit} -> {last}");
    }

    private (string Entry, string Exit) Block(int depth) => depth == 0 ? Task() : choices.Next(9) switch
    {
        0 or 1 => Task(),
        2 => Sequence(depth),
        3 => Split(depth, Exclusive, (gateway, target, branch) => branch == 0 ? $"{gateway} -*-> {target}" : $"{gateway} -[=choice = {branch}]-> {target}"),
        4 => Split(depth, Parallel, (gateway, target, _) => $"{gateway} -> {target}"),
        5 => Loop(depth),
        6 => Sub(depth),
        7 => Beside(depth),
        _ => Guarded(depth),
    };

    private (string, string) Task()
    {
        var id = _ids.Next("t");
        _nodes.Add(Leaf(id, choices.Next(5)));
        return (id, id);
    }

    private static string Leaf(string id, int kind) => kind switch
    {
        0 => UserTask(id),
        1 => ServiceTask(id, "<zeebe:taskDefinition type='work' retries='1'/>"),
        2 => Script(id, "=choice", $"{id}_seen"),
        3 => Catch(id, Timer("PT1H")),
        _ => Catch(id, Message("Message_any")),
    };

    private (string, string) Sequence(int depth)
    {
        var (entry, middle) = Block(depth - 1);
        var (next, exit) = Block(depth - 1);
        _arrows.Add($"{middle} -> {next}");
        return (entry, exit);
    }

    private (string, string) Split(int depth, Func<string, string> gateway, Func<string, string, int, string> arrow)
    {
        var (split, merge) = (_ids.Next("g"), _ids.Next("g"));
        _nodes.Add(gateway(split) + gateway(merge));
        foreach (var branch in Enumerable.Range(0, 2 + choices.Next(2)))
        {
            var (entry, exit) = Block(depth - 1);
            _arrows.Add(arrow(split, entry, branch));
            _arrows.Add($"{exit} -> {merge}");
        }

        return (split, merge);
    }

    /// <summary>Left as soon as the choice is 1. A task in it keeps it from turning without end.</summary>
    private (string, string) Loop(int depth)
    {
        var (merge, split, wait) = (_ids.Next("g"), _ids.Next("g"), _ids.Next("t"));
        _nodes.Add(Exclusive(merge) + Exclusive(split) + UserTask(wait));
        var (entry, exit) = Block(depth - 1);
        _arrows.AddRange([$"{merge} -> {wait}", $"{wait} -> {entry}", $"{exit} -> {split}", $"{split} -*-> {merge}"]);
        var after = _ids.Next("g");
        _nodes.Add(Exclusive(after));
        _arrows.Add($"{split} -[=choice = 1]-> {after}");
        return (merge, after);
    }

    private (string, string) Sub(int depth)
    {
        var id = _ids.Next("sub");
        _nodes.Add(Inside(id, depth, End, "e"));
        return (id, id);
    }

    /// <summary>A task with an event beside it that starts something else, which comes to an end of its own.</summary>
    private (string, string) Beside(int depth)
    {
        var (host, boundary, end) = (_ids.Next("t"), _ids.Next("b"), _ids.Next("e"));
        _nodes.Add(UserTask(host) + Boundary(boundary, host, choices.Next(2) == 0 ? Timer("R2/PT1H", "timeCycle") : Message("Message_any"), interrupting: false) + End(end));
        var (entry, exit) = Block(depth - 1);
        _arrows.AddRange([$"{boundary} -> {entry}", $"{exit} -> {end}"]);
        return (host, host);
    }

    /// <summary>A sub-process that may be interrupted, or that ends by terminating or by an error that is caught.</summary>
    private (string, string) Guarded(int depth)
    {
        var (host, boundary, merge) = (_ids.Next("sub"), _ids.Next("b"), _ids.Next("g"));
        _nodes.Add(choices.Next(3) switch
        {
            0 => Inside(host, depth, End, "e") + Boundary(boundary, host, choices.Next(2) == 0 ? Timer("PT1H") : Message("Message_any")),
            1 => Inside(host, depth, id => ErrorEnd(id), "ee") + Boundary(boundary, host, Error(choices.Next(2) == 0 ? null : "Error_no")),
            _ => Inside(host, depth, Terminate, "te") + Boundary(boundary, host, Timer("PT1H")),
        } + Exclusive(merge));
        _arrows.AddRange([$"{host} -> {merge}", $"{boundary} -> {merge}"]);
        return (host, merge);
    }

    private string Inside(string id, int depth, Func<string, string> end, string kind)
    {
        var (first, last) = (_ids.Next("s"), _ids.Next(kind));
        var inner = new RandomModels(choices, _ids);
        inner._nodes.Add(Start(first));
        var (entry, exit) = inner.Block(depth - 1);
        inner._nodes.Add(end(last));
        inner._arrows.AddRange([$"{first} -> {entry}", $"{exit} -> {last}"]);
        return SubProcess(id, string.Concat(inner._nodes), [.. inner._arrows]);
    }

    private sealed class Counter
    {
        private int _last;

        internal string Next(string kind) => $"{kind}{++_last}";
    }
}
