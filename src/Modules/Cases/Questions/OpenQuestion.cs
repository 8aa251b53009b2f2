using System.Globalization;
using System.Security.Claims;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Forms;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Procedures.Contracts;

namespace Verwaltung.Cases;

/// <summary>An open question with what it takes to answer it.</summary>
[ObjectType]
internal sealed record OpenQuestion(
    string Text, DateTimeOffset AskedAt, DateOnly AnswerBy, DateOnly DecideAfter,
    [property: GraphQLDescription("Whether more time may still be asked for.")] bool CanBeExtended,
    [property: GraphQLDescription("The form for the answer as form-js JSON.")] string Form)
{
    public static OpenQuestion? Of(Case @case, Bundle bundle) => @case is { IsAsked: true, Question: { } asked }
        ? new OpenQuestion(
            @case.Text(DataNames.QuestionText), asked.AskedAt, asked.AnswerBy, asked.DecideAfter,
            asked.ExtendedAt is null && @case.IsWaitingFor(Cases.Question.MoreTime), bundle.FormFiles[Cases.Question.Answer])
        : null;
}

[ExtendObjectType(typeof(CaseView))]
internal static class OpenQuestionField
{
    [GraphQLDescription("The question that waits for an answer, for whoever writes down what came by letter or phone; null if there is none.")]
    public static OpenQuestion? OpenQuestion([Parent] CaseView @case) => Cases.OpenQuestion.Of(@case.State, @case.Bundle);
}

[ExtendObjectType(typeof(MyCase))]
internal static class MyQuestionFields
{
    [GraphQLDescription("The question that waits for the applicant's answer; null if there is none.")]
    public static OpenQuestion? Question([Parent] MyCase @case) => OpenQuestion.Of(@case.State, @case.Bundle);

    [GraphQLDescription("Whether the service target rests because it is the applicant's turn: an answer or the fee is waited for.")]
    public static bool IsTargetResting([Parent] MyCase @case) =>
        @case.State.Question is { IsOpen: true } || @case.State.Text(DataNames.PaymentState) == "offen";
}

[MutationType, Authorize]
internal static class QuestionMutations
{
    [GraphQLDescription(
        "Answers the open question, as the applicant or as the clerk whom an answer reached, "
        + "with the fields of its form, typed in the notation of `language`; file fields carry ids of uploaded files.")]
    [Error(typeof(CaseNotFound)), Error(typeof(NothingAsked)), Error(typeof(FieldsInvalid))]
    public static async Task<Outcome<ChangedCase>> AnswerQuestionAsync(
        [ID] Guid caseId, IReadOnlyList<TypedField> fields, string? language, string? idempotencyKey, Actor actor, IRunner runner,
        CancellationToken cancellation)
    {
        var answer = new AnswerQuestion(
            new CaseId(caseId), actor, fields.GroupBy(field => field.Key).ToDictionary(field => field.Key, field => field.Last().Values),
            PeoplesLanguage.Of(language).Culture);
        try
        {
            return await runner.ChangeAsync(answer, idempotencyKey, actor, cancellation);
        }
        catch (FileRefusedException)
        {
            return new FieldsInvalid([new FieldFault("rueckfrage.dateien", "file", [], null)]);
        }
    }

    [GraphQLDescription("Extends the time for the answer by fourteen days, once for each question (§ 31(7) VwVfG NRW).")]
    [Error(typeof(CaseNotFound)), Error(typeof(NothingAsked)), Error(typeof(AlreadyExtended))]
    public static Task<Outcome<ChangedCase>> AskForMoreTimeAsync(
        [ID] Guid caseId, string? idempotencyKey, Actor actor, IRunner runner, CancellationToken cancellation) =>
        runner.ChangeAsync(new AskForMoreTime(new CaseId(caseId), actor), idempotencyKey, actor, cancellation);
}
