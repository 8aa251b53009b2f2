using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>How scopes are interrupted, called, and run several times.</summary>
internal static class ScopeAppliers
{
    internal static ProcessState Apply(ProcessState state, ScopeInterrupted interrupted) => state with { Tokens = TokensOutside(state, interrupted.Scope) };

    internal static ProcessState Apply(ProcessState state, ProcessCalled called) =>
        state with
        {
            Calls = state.Calls.SetItem(
                called.Instance, new Call(called.ProcessId, called.SeesAll, [.. state.Locals.GetValueOrDefault(called.Instance, FeelContext.Empty).Names])),
        };

    internal static ProcessState Apply(ProcessState state, LoopStarted loop) =>
        state with { Loops = state.Loops.SetItem(loop.Instance, Loop.Of((FeelList)loop.Items)) };

    internal static ProcessState Apply(ProcessState state, LoopItemCompleted item) =>
        state with { Loops = state.Loops.SetItem(item.Instance, state.Loops[item.Instance].With(item.Index, item.Output)) };

    internal static System.Collections.Immutable.ImmutableDictionary<FlowToken, int> TokensOutside(ProcessState state, Guid scope) =>
        state.Tokens.IsEmpty ? state.Tokens : state.Tokens.RemoveRange(state.Tokens.Keys.Where(token => token.Scope == scope));
}
