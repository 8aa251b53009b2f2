using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>A called process while it runs. Its values are its own; <paramref name="SeesAll"/>: those around it can be seen.</summary>
/// <param name="Given">Names that the call activity had of its own before, such as its inputs: they do not come out of it.</param>
public sealed record Call(string ProcessId, bool SeesAll, ImmutableArray<string> Given);

/// <summary>A multi-instance activity while it runs.</summary>
/// <param name="Started">How many runs have begun.</param>
/// <param name="Running">Runs that are under way, with the index of their item.</param>
/// <param name="Outputs">What the runs that are over gave, by index.</param>
public sealed record Loop(FeelList Items, int Started, ImmutableDictionary<Guid, int> Running, ImmutableDictionary<int, FeelValue> Outputs)
{
    internal static Loop Of(FeelList items) => new(items, 0, ImmutableDictionary<Guid, int>.Empty, ImmutableDictionary<int, FeelValue>.Empty);

    internal bool IsDone => Outputs.Count == Items.Items.Length;

    internal Loop With(Guid run) => this with { Started = Started + 1, Running = Running.Add(run, Started) };

    internal Loop With(int index, FeelValue output) => this with { Outputs = Outputs.SetItem(index, output) };

    internal Loop Without(Guid run) => this with { Running = Running.Remove(run) };

    /// <summary>The outputs in the order of the items, null for a run that gave none.</summary>
    internal FeelList Collected() => FeelList.From(Enumerable.Range(0, Items.Items.Length).Select(index => Outputs.GetValueOrDefault(index, FeelValue.Null)));
}

/// <summary>
/// A completed activity that can be undone. <paramref name="Id"/> was its instance; <paramref name="Values"/> are those that a sub-process had of its
/// own.
/// </summary>
public sealed record Compensable(Guid Id, string ElementId, Guid Scope, FeelContext Values);

/// <summary>An element that undoes: what is left to be undone, and the instance that is at it.</summary>
public sealed record Compensation(ImmutableArray<Guid> Left, Guid? Handler);
