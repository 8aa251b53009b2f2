using System.Collections.Immutable;

namespace Verwaltung.Workflow;

/// <summary>
/// Joins a process with those that its call activities call, and those that these call, so that one definition holds all that a case may run.
/// A process is found in the same file; where an id is computed, every executable process of the file may be meant.
/// </summary>
internal static class CallJoiner
{
    /// <summary>
    /// The process that is run: the first executable one that no other executable process calls, with what it calls; null where none is executable.
    /// </summary>
    internal static ProcessDefinition? Join(ImmutableArray<ProcessDefinition> processes)
    {
        var executable = processes.Where(process => process.IsExecutable).DistinctBy(process => process.Id).ToList();
        var called = executable.SelectMany(process => Calls(process).Where(id => id != process.Id)).ToHashSet(StringComparer.Ordinal);
        var main = executable.Find(process => !called.Contains(process.Id)) ?? executable.FirstOrDefault();
        return main is null ? null : Join(main, executable.ToDictionary(process => process.Id, StringComparer.Ordinal));
    }

    private static ProcessDefinition Join(ProcessDefinition main, Dictionary<string, ProcessDefinition> executable)
    {
        var joined = new Dictionary<string, ProcessDefinition>(StringComparer.Ordinal);
        var open = new Stack<ProcessDefinition>([main]);
        while (open.TryPop(out var process))
            foreach (var id in IsComputed(process) ? executable.Keys.Where(id => id != main.Id) : Calls(process))
                if (executable.TryGetValue(id, out var other) && joined.TryAdd(id, other)) open.Push(other);
        return joined.Count == 0 ? main : Merge(main, joined);
    }

    private static ProcessDefinition Merge(ProcessDefinition main, Dictionary<string, ProcessDefinition> called)
    {
        var others = called.Values.Where(process => process.Id != main.Id)
            .OrderBy(process => process.Position.Line)
            .ThenBy(process => process.Position.Column)
            .ToList();
        return main with
        {
            Nodes = [.. main.Nodes, .. others.SelectMany(process => process.Nodes)],
            Elements = main.Elements.SetItems(others.SelectMany(process => process.Elements)),
            Flows = main.Flows.SetItems(others.SelectMany(process => process.Flows)),
            UnsupportedParts = [.. main.UnsupportedParts, .. others.SelectMany(process => process.UnsupportedParts)],
            Faults = [.. main.Faults, .. others.SelectMany(process => process.Faults)],
            CalledProcesses = called.ToImmutableDictionary(StringComparer.Ordinal),
        };
    }

    private static IEnumerable<string> Calls(ProcessDefinition process) =>
        process.Nodes.OfType<CallActivity>().Where(call => call.Called?.ProcessId.IsFeel == false).Select(call => call.Called!.ProcessId.Source);

    private static bool IsComputed(ProcessDefinition process) => process.Nodes.OfType<CallActivity>().Any(call => call.Called?.ProcessId.IsFeel == true);
}
