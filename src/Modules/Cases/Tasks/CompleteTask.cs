using System.Globalization;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Periods;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Workflow;
using Wolverine;

namespace Verwaltung.Cases;

/// <param name="ExpectedVersion">The version of the case that the actor saw.</param>
internal sealed record CompleteTask(CaseId Case, Guid Task, long ExpectedVersion, TaskInput Input, Actor Actor) : IAsk<Outcome<ChangedCase>>;

/// <summary>What goes into the task's form: typed by a person in the notation of their language, or given by a program as values.</summary>
internal abstract record TaskInput
{
    /// <summary>The language in which the person is told what is wrong.</summary>
    public CultureInfo Culture { get; init; } = CultureInfo.GetCultureInfo("de-DE");

    internal sealed record Typed(IReadOnlyDictionary<string, IReadOnlyList<string>> Fields) : TaskInput;

    internal sealed record Given(FeelContext Values) : TaskInput;
}

internal static class CompleteTaskHandler
{
    public static async Task<(Outcome<ChangedCase>, OutgoingMessages)> HandleAsync(
        CompleteTask command, IDocumentSession session, CaseProcess process, Overtaking overtaking, IRunner runner, TimeProvider time,
        CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(command.Case.Value, cancellation);
        var found = stream.Aggregate.FindTask(command.Task, command.Actor);
        if (found is FoundTask.None { Why: CaseNotFound unknown })
            return Refused(unknown);
        if (await overtaking.SinceAsync(session, stream, command.ExpectedVersion, command.Actor, cancellation) is { } stale)
            return Refused(stale);
        if (found is not FoundTask.Open open)
            return Refused(((FoundTask.None)found).Why);
        if (open.Refusal is { } refusal)
            return Refused(refusal);
        if (open.Holder is { } holder && !command.Actor.Acts(holder))
            return Refused(new TaskTaken(await runner.NameAsync(holder, cancellation)));

        var input = await ReadAsync(command, open.Task, stream.Aggregate!, process, time, cancellation);
        if (!input.Errors.IsEmpty)
            return Refused(new FieldsInvalid([.. input.Errors.Select(error => FieldFault.From(error, command.Input.Culture))]));

        if (stream.Aggregate!.ActsFor(open.Task, command.Actor) is { } absent)
            stream.AppendOne(new TaskDoneFor(command.Task, absent, command.Actor.Id, time.GetUtcNow()));
        var messages = await process.StepAsync(stream, new Trigger.CompleteTask(command.Task, input.Values, ValueOrigin.Clerk), command.Actor.Id, cancellation);
        return (ChangedCase.By(stream), messages);
    }

    private static async ValueTask<FormInputResult> ReadAsync(
        CompleteTask command, UserTaskCreated task, Case @case, CaseProcess process, TimeProvider time, CancellationToken cancellation)
    {
        var bundle = await process.BundleAsync(@case.Bundle, cancellation);
        if (task.FormId is not { } formId || !bundle.Forms.TryGetValue(formId, out var form))
            return new FormInputResult(FeelContext.Empty, []);

        var environment = process.Office.At(time.GetUtcNow());
        return command.Input switch
        {
            TaskInput.Typed typed => FormInput.Read(form, null, typed.Fields, @case.Process.Values, typed.Culture, environment),
            TaskInput.Given given => FormInput.Check(form, null, given.Values, @case.Process.Values, environment),
            _ => throw new InvalidOperationException($"Expected typed or given input, but found {command.Input}."),
        };
    }

    private static (Outcome<ChangedCase>, OutgoingMessages) Refused(Refusal why) => (why, []);
}
