using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>
/// User task: opens a task for a person and waits until it is completed. Who may do it and which form is shown are worked out
/// when it opens and do not change afterwards. (BPMN 2.0.2, clauses 10.3.3.1 and 13.3.3; `zeebe:assignmentDefinition`,
/// `zeebe:taskSchedule`, `zeebe:formDefinition`, `zeebe:taskHeaders`.)
/// </summary>
internal sealed class UserTaskExecutor : Executor<UserTask>
{
    protected override Step Enter(UserTask node, Frame frame) => new Step.Wait(
    [
        new UserTaskCreated(
            frame.Instance, node.Id, node.Label,
            FormId: frame.OptionalText(node.Form?.Value, "the form"),
            Assignee: frame.OptionalText(node.Assignee, "the assignee"),
            CandidateGroups: frame.Names(node.CandidateGroups, "the candidate groups"),
            CandidateUsers: frame.Names(node.CandidateUsers, "the candidate users"),
            Due: frame.Instant(node.DueDate, "the due date"),
            FollowUp: frame.Instant(node.FollowUpDate, "the follow-up date"),
            Headers: JobExecutor.Headers(node.Headers)),
    ]);
}
