using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>How values enter: into the case data with their origin, or into the own values of an element.</summary>
internal static class ValueAppliers
{
    internal static ProcessState Apply(ProcessState state, ValuesSet set) =>
        set.Scope == ProcessState.RootScope ? set.Values.Aggregate(state, SetInCase) : state with
        {
            Locals = state.Locals.SetItem(set.Scope, set.Values.Aggregate(
                state.Locals.GetValueOrDefault(set.Scope, FeelContext.Empty), (own, value) => own.WithPath(value.Path, value.Value))),
        };

    private static ProcessState SetInCase(ProcessState state, ValueSet value) => state with
    {
        Values = state.Values.WithPath(value.Path, value.Value),
        ValueOrigins = WithoutPathsBelow(state, value.Path).SetItem(value.Path, value),
    };

    /// <summary>A context that is replaced takes the origins of its fields with it.</summary>
    private static ImmutableDictionary<string, ValueSet> WithoutPathsBelow(ProcessState state, string path) =>
        state.Values.GetPath(path) is FeelContext { Count: > 0 }
            ? state.ValueOrigins.RemoveRange(state.ValueOrigins.Keys.Where(other => IsBelow(other, path)))
            : state.ValueOrigins;

    private static bool IsBelow(string other, string path) =>
        other.Length > path.Length && other[path.Length] == '.' && other.StartsWith(path, StringComparison.Ordinal);
}
