using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>What can be undone, and how undoing goes on.</summary>
internal static class CompensationAppliers
{
    internal static ProcessState Apply(ProcessState state, CompensationOffered offered) => state with
    {
        Compensables = state.Compensables.Add(new Compensable(
            offered.Instance, offered.ElementId, offered.Scope, state.Locals.GetValueOrDefault(offered.Instance, FeelContext.Empty))),
    };

    internal static ProcessState Apply(ProcessState state, CompensationStarted started) =>
        state with { Compensations = state.Compensations.SetItem(started.Instance, new Compensation(started.Activities, null)) };

    /// <summary>What is undone cannot be undone again; a sub-process has its own values back.</summary>
    internal static ProcessState Apply(ProcessState state, CompensationHandlerStarted started)
    {
        var undone = state.Compensables.Find(offered => offered.Id == started.Activity)!;
        var run = state.Compensations[started.Instance];
        return state with
        {
            Compensables = state.Compensables.Remove(undone),
            Compensations = state.Compensations.SetItem(started.Instance, new Compensation(run.Left.Remove(started.Activity), started.Handler)),
            Locals = undone.Values.Count == 0 ? state.Locals : state.Locals.SetItem(started.Handler, undone.Values),
        };
    }

    /// <summary>With an instance that is gone, what was done in it can no longer be undone, unless it can be undone itself.</summary>
    internal static ImmutableList<Compensable> Without(ImmutableList<Compensable> offered, Guid instance)
    {
        if (offered.IsEmpty || offered.Exists(activity => activity.Id == instance)) return offered;
        var gone = offered.FindAll(activity => activity.Scope == instance);
        return gone.Aggregate(offered.RemoveRange(gone), (left, activity) => Without(left, activity.Id));
    }
}
