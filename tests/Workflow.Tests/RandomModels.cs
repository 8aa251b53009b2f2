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
        if (choices.Next(3) == 0) scope.AddHandler();
        return With(Process(string.Concat(scope._nodes), [.. scope._arrows]), Called("q", Start("qs") + UserTask("qt") + End("qe"), "qs -> qt -> qe"));
    }

    /// <summary>Nodes with one or two flows to anywhere; what cannot be reached is left out.</summary>
    internal static string Graph(Choices.Stream choices)
    {
        var scope = new RandomModels(choices);
        var count = 2 + choices.Next(8);
        var kinds = Enumerable.Range(0, count).Select(_ => choices.Next(14)).ToArray();
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
        _nodes.Add(kind switch { 5 or 8 => Exclusive(id), 6 => Parallel(id), 7 => Inclusive(id), _ => Leaf(id, kind) });
        for (var at = 0; at < targets.Length; at++)
            _arrows.Add(kind is 5 or 7 or 8 && targets.Length > 1 ? at == 0 ? $"{id} -*-> {targets[at]}" : $"{id} -[=choice = {at}]-> {targets[at]}" : $"{id} -> {targets[at]}");
    }

    private void Fill(string start, string first, string last, int depth)
    {
        _nodes.Add(start);
        var (entry, exit) = Block(depth);
        _nodes.Add(End(last));
        _arrows.Add($"{first} -> {entry}");
        _arrows.Add($"{exit} -> {last}");
    }

    private (string Entry, string Exit) Block(int depth) => depth == 0 ? Task() : choices.Next(16) switch
    {
        0 or 1 => Task(),
        2 => Sequence(depth),
        3 => Split(depth, Exclusive, (gateway, target, branch) => branch == 0 ? $"{gateway} -*-> {target}" : $"{gateway} -[=choice = {branch}]-> {target}"),
        4 => Split(depth, Parallel, (gateway, target, _) => $"{gateway} -> {target}"),
        5 => Loop(depth),
        6 => Sub(depth),
        7 => Beside(depth),
        8 => Split(depth, Inclusive, (gateway, target, branch) => branch == 0 ? $"{gateway} -*-> {target}" : $"{gateway} -[=choice >= {branch}]-> {target}"),
        9 => Race(depth),
        10 => Repeated(depth),
        11 => Escalated(depth),
        12 => Undone(depth),
        13 => CallOf(),
        14 => Watched(depth),
        _ => Guarded(depth),
    };

    private (string, string) Task()
    {
        var id = _ids.Next("t");
        _nodes.Add(Leaf(id, choices.Next(13) is var kind and > 4 ? kind + 1 : choices.Next(5)));
        return (id, id);
    }

    private static string Leaf(string id, int kind) => kind switch
    {
        0 => UserTask(id),
        1 => ServiceTask(id, "<zeebe:taskDefinition type='work' retries='1'/>"),
        2 => Script(id, "=choice", $"{id}_seen"),
        3 => Catch(id, Timer("PT1H")),
        9 => Receive(id),
        10 => Model.Task("sendTask", id, "<zeebe:taskDefinition type='send'/>"),
        11 => $"<bpmn:manualTask id='{id}'/>",
        12 => Catch(id, Signal()),
        13 => Throw(id, Signal()),
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

    /// <summary>Whatever comes first: a message, a signal or a timer.</summary>
    private (string, string) Race(int depth)
    {
        var (gateway, merge) = (_ids.Next("g"), _ids.Next("g"));
        _nodes.Add(EventBased(gateway) + Exclusive(merge));
        foreach (var waiting in new Func<string, string>[] { id => Receive(id), id => Catch(id, Signal()), id => Catch(id, Timer("PT1H")) }.Take(2 + choices.Next(2)))
        {
            var id = _ids.Next("w");
            _nodes.Add(waiting(id));
            var (entry, exit) = Block(depth - 1);
            _arrows.AddRange([$"{gateway} -> {id}", $"{id} -> {entry}", $"{exit} -> {merge}"]);
        }

        return (gateway, merge);
    }

    /// <summary>A task or sub-process for each of three items, with an event that may end it before.</summary>
    private (string, string) Repeated(int depth)
    {
        var (id, boundary, merge) = (_ids.Next("many"), _ids.Next("b"), _ids.Next("g"));
        var activity = choices.Next(2) == 0 ? UserTask(id) : Inside(id, depth, End, "e");
        _nodes.Add(Several(activity, "inputCollection='=items' inputElement='item' outputCollection='results' outputElement='=item'", choices.Next(2) == 0, choices.Next(3) == 0 ? "=numberOfCompletedInstances >= 2" : "")
            + Boundary(boundary, id, Timer("PT1H")) + Exclusive(merge));
        _arrows.AddRange([$"{id} -> {merge}", $"{boundary} -> {merge}"]);
        return (id, merge);
    }

    /// <summary>A sub-process that escalates on its way, to an event that interrupts it or not.</summary>
    private (string, string) Escalated(int depth)
    {
        var (host, boundary, merge, first, thrown, last) = (_ids.Next("sub"), _ids.Next("b"), _ids.Next("g"), _ids.Next("s"), _ids.Next("x"), _ids.Next("e"));
        var inner = new RandomModels(choices, _ids);
        inner._nodes.Add(Start(first) + Throw(thrown, Escalation()) + End(last));
        var (entry, exit) = inner.Block(depth - 1);
        inner._arrows.AddRange([$"{first} -> {thrown} -> {entry}", $"{exit} -> {last}"]);
        var interrupting = choices.Next(2) == 0;
        _nodes.Add(SubProcess(host, string.Concat(inner._nodes), [.. inner._arrows]) + Boundary(boundary, host, Escalation(choices.Next(2) == 0 ? null : "Escalation_late"), interrupting) + Exclusive(merge));
        _arrows.Add($"{host} -> {merge}");
        if (interrupting) _arrows.Add($"{boundary} -> {merge}");
        else
        {
            var aside = _ids.Next("e");
            _nodes.Add(End(aside));
            _arrows.Add($"{boundary} -> {aside}");
        }

        return (host, merge);
    }

    /// <summary>Two things that are done and undone again, one of them in a sub-process.</summary>
    private (string, string) Undone(int depth)
    {
        var (task, handler, host, thrown) = (_ids.Next("t"), _ids.Next("h"), _ids.Next("sub"), _ids.Next("x"));
        var (first, inner, undo, last) = (_ids.Next("s"), _ids.Next("t"), _ids.Next("h"), _ids.Next("e"));
        _nodes.Add(UserTask(task) + UndoneBy(task, handler) + Throw(thrown, Compensation())
            + SubProcess(host, Start(first) + UserTask(inner) + UndoneBy(inner, undo) + End(last), $"{first} -> {inner} -> {last}"));
        var (entry, exit) = Block(depth - 1);
        _arrows.AddRange([$"{task} -> {host} -> {entry}", $"{exit} -> {thrown}"]);
        return (task, thrown);
    }

    private (string, string) CallOf()
    {
        var id = _ids.Next("call");
        _nodes.Add(Call(id, "q", choices.Next(2) == 0 ? "" : "propagateAllParentVariables='false'"));
        return (id, id);
    }

    /// <summary>A sub-process with an event sub-process beside what is in it.</summary>
    private (string, string) Watched(int depth)
    {
        var (id, first, last) = (_ids.Next("sub"), _ids.Next("s"), _ids.Next("e"));
        var inner = new RandomModels(choices, _ids);
        inner._nodes.Add(Start(first) + End(last));
        var (entry, exit) = inner.Block(depth - 1);
        inner._arrows.AddRange([$"{first} -> {entry}", $"{exit} -> {last}"]);
        inner.AddHandler();
        _nodes.Add(SubProcess(id, string.Concat(inner._nodes), [.. inner._arrows]));
        return (id, id);
    }

    private void AddHandler()
    {
        var (id, task) = (_ids.Next("beside"), _ids.Next("t"));
        var definition = choices.Next(4) switch { 0 => Timer("PT1H"), 1 => Signal(), 2 => Escalation(null), _ => Message("Message_other") };
        _nodes.Add(Handler(id, definition, choices.Next(2) == 0, UserTask(task), task));
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
