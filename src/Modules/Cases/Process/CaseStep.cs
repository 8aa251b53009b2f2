using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>What a decision on a case leaves to its process.</summary>
internal abstract record CaseStep
{
    /// <summary>The process goes on by a trigger.</summary>
    /// <param name="By">Whose act it is; null: the process's own.</param>
    internal sealed record Take(Trigger Trigger, PersonId? By) : CaseStep;

    /// <summary>The process gets a message of its own making, if it waits for it.</summary>
    internal sealed record Deliver(string Message) : CaseStep;
}

internal static class CaseSteps
{
    public static Decision Then(this Decision decision, Trigger trigger, PersonId? by = null) => decision.Step(new CaseStep.Take(trigger, by));

    public static Decision Deliver(this Decision decision, string message) => decision.Step(new CaseStep.Deliver(message));
}
