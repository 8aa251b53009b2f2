using System.Globalization;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Periods;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Workflow;

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
    public static async Task<(Refusal? Stale, HolderName? Other, TaskForm? Form)> LoadAsync(
        CompleteTask command, Case? @case, Context context, IDocumentSession session, CaseProcess process, Overtaking overtaking, IRunner runner,
        CancellationToken cancellation) =>
        (
            await overtaking.SinceAsync(session, command.Case, context.Version, command.ExpectedVersion, command.Actor, cancellation),
            await HolderName.LoadAsync(@case, command.Task, command.Actor, runner, cancellation),
            await TaskForm.LoadAsync(@case, command.Task, process, cancellation)
        );

    public static Decision Decide(CompleteTask command, Case? @case, Refusal? stale, HolderName? other, TaskForm? form, Office office, Context context)
    {
        var found = @case.FindTask(command.Task, command.Actor);
        if (found is FoundTask.None { Why: CaseNotFound unknown })
            return unknown;
        if (stale is not null)
            return stale;
        if (found is not FoundTask.Open open)
            return ((FoundTask.None)found).Why;
        if (open.Refusal is { } refusal)
            return refusal;
        if (other is not null)
            return new TaskTaken(other.Text);

        var input = Read(command.Input, form?.Form, @case!, office.At(context.Now));
        if (!input.Errors.IsEmpty)
            return new FieldsInvalid([.. input.Errors.Select(error => FieldFault.From(error, command.Input.Culture))]);
        return Done(command, @case!.ActsFor(open.Task, command.Actor), context)
            .Then(new Trigger.CompleteTask(command.Task, input.Values, ValueOrigin.Clerk), command.Actor.Id);
    }

    private static Decision Done(CompleteTask command, PersonId? absent, Context context) =>
        absent is { } person ? Decision.Of(new TaskDoneFor(command.Task, person, command.Actor.Id, context.Now)) : Decision.Nothing;

    private static FormInputResult Read(TaskInput given, Form? form, Case @case, FeelEnvironment environment) => (form, given) switch
    {
        (null, _) => new FormInputResult(FeelContext.Empty, []),
        (_, TaskInput.Typed typed) => FormInput.Read(form, null, typed.Fields, @case.Process.Values, typed.Culture, environment),
        (_, TaskInput.Given program) => FormInput.Check(form, null, program.Values, @case.Process.Values, environment),
        _ => throw new InvalidOperationException($"Expected typed or given input, but found {given}."),
    };
}

/// <summary>The form of an open task, from the bundle of its case.</summary>
internal sealed record TaskForm(Form Form)
{
    /// <returns>Null where the task has none, or is not open.</returns>
    public static async Task<TaskForm?> LoadAsync(Case? @case, Guid task, CaseProcess process, CancellationToken cancellation) =>
        @case?.Process.OpenTasks.TryGetValue(task, out var open) == true && open.FormId is { } id
        && (await process.BundleAsync(@case.Bundle, cancellation)).Forms.TryGetValue(id, out var form)
            ? new(form)
            : null;
}
