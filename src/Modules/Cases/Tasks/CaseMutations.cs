using System.Globalization;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;

namespace Verwaltung.Cases;

/// <summary>One field as it was typed; several values for a list.</summary>
internal sealed record TypedField(string Key, IReadOnlyList<string> Values);

[MutationType, Authorize(Policy = CasesModule.StaffPolicy)]
internal static class CaseMutations
{
    [GraphQLDescription(
        "Takes an open task, so that others see who works on it. "
        + "As with every mutation of a case, the same `idempotencyKey` again returns the first answer.")]
    [Error(typeof(CaseNotFound)), Error(typeof(TaskNotOpen)), Error(typeof(NotYourTask)), Error(typeof(FourEyes)), Error(typeof(TaskTaken))]
    public static Task<Outcome<ChangedCase>> ClaimTaskAsync(
        [ID] Guid caseId, [ID] Guid taskId, string? idempotencyKey, Actor actor, IRunner runner, CancellationToken cancellation) =>
        runner.ChangeAsync(new ClaimTask(new CaseId(caseId), taskId, actor), idempotencyKey, actor, cancellation);

    [GraphQLDescription("Gives a task back to the team. A team lead may give back what others have taken.")]
    [Error(typeof(CaseNotFound)), Error(typeof(TaskNotOpen)), Error(typeof(TaskNotClaimed)), Error(typeof(TaskTaken))]
    public static Task<Outcome<ChangedCase>> ReleaseTaskAsync(
        [ID] Guid caseId, [ID] Guid taskId, string? idempotencyKey, Actor actor, IRunner runner, CancellationToken cancellation) =>
        runner.ChangeAsync(new ReleaseTask(new CaseId(caseId), taskId, actor), idempotencyKey, actor, cancellation);

    [GraphQLDescription("Completes a task with the values of its form: `values` by path, or `fields` as typed in the notation of `language`.")]
    [Error(typeof(CaseNotFound)), Error(typeof(TaskNotOpen)), Error(typeof(NotYourTask)), Error(typeof(FourEyes))]
    [Error(typeof(TaskTaken)), Error(typeof(Overtaken)), Error(typeof(UnknownVersion)), Error(typeof(FieldsInvalid))]
    public static Task<Outcome<ChangedCase>> CompleteTaskAsync(
        [ID] Guid caseId, [ID] Guid taskId, long expectedVersion, JsonObject? values, IReadOnlyList<TypedField>? fields, string? language,
        string? idempotencyKey, Actor actor, IRunner runner, CancellationToken cancellation)
    {
        TaskInput input = fields is null
            ? new TaskInput.Given(FeelValue.FromJson(values) as FeelContext ?? FeelContext.Empty)
            : new TaskInput.Typed(ByKey(fields));
        var command = new CompleteTask(new CaseId(caseId), taskId, expectedVersion, input with { Culture = PeoplesLanguage.Of(language).Culture }, actor);
        return runner.ChangeAsync(command, idempotencyKey, actor, cancellation);
    }

    [GraphQLDescription(
        "Tries a step again that stopped with an incident, after its cause was mended: "
        + "elsewhere, or by `corrections` of the case data, which are for those who work on the case.")]
    [Error(typeof(CaseNotFound)), Error(typeof(NothingToMend)), Error(typeof(CorrectionInvalid))]
    public static Task<Outcome<ChangedCase>> RetryIncidentAsync(
        [ID] Guid caseId, [ID] Guid incidentId, IReadOnlyList<Correction>? corrections, string? idempotencyKey, Actor actor, IRunner runner,
        CancellationToken cancellation) =>
        runner.ChangeAsync(
            new RetryIncident(new CaseId(caseId), incidentId, actor) { Corrections = corrections ?? [] }, idempotencyKey, actor, cancellation);

    private static Dictionary<string, IReadOnlyList<string>> ByKey(IReadOnlyList<TypedField> fields)
    {
        var byKey = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var field in fields)
            if (!byKey.TryAdd(field.Key, field.Values))
                throw new GraphQlException($"The field '{field.Key}' is given twice.", ErrorCodes.BadUserInput);
        return byKey;
    }
}
