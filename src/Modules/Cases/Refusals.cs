using System.Collections.Immutable;
using System.Globalization;
using JasperFx.Events;
using Verwaltung.Events;
using Verwaltung.Forms;
using Verwaltung.GraphQl;
using Verwaltung.Outcomes;

namespace Verwaltung.Cases;

/// <summary>There is no such case, or it is not the actor's to see: both look the same.</summary>
internal sealed record CaseNotFound() : Refusal("cases.not-found", "There is no such case, or you may not see it.");

internal sealed record TaskNotOpen() : Refusal("cases.task-not-open", "The task is no longer open.");

internal sealed record NotYourTask(string? Role) : Refusal("cases.not-your-task", "The task belongs to another team or needs another role.");

internal sealed record TaskTaken(string ByName) : Refusal("cases.task-taken", $"{ByName} is working on the task.");

internal sealed record TaskNotClaimed() : Refusal("cases.task-not-claimed", "Nobody has taken the task.");

internal sealed record NotForColleague() : Refusal("cases.not-for-colleague", "This person does not belong to the task's team or may not do the task.");

internal sealed record TextInvalid(int Most) : Refusal("cases.text-invalid", $"The text is missing or longer than {Most} characters.");

internal sealed record CaseClosed() : Refusal("cases.closed", "The case is closed.");

/// <summary>A follow-up is after today and within a year.</summary>
internal sealed record DayInvalid() : Refusal("cases.day-invalid", "The day must be after today and within a year.");

/// <summary>Four eyes are two people, whatever roles one person has.</summary>
internal sealed record FourEyes() : Refusal("cases.four-eyes", "The same person may not do both steps.");

/// <summary>Somebody else was faster.</summary>
/// <param name="What">Wire name of the last event by another person.</param>
internal sealed record Overtaken(string ByName, string What, DateTimeOffset At) : Refusal("cases.overtaken", $"{ByName} has changed the case meanwhile.");

/// <summary>The case was never in the version that the actor says to have seen.</summary>
internal sealed record UnknownVersion() : Refusal("cases.unknown-version", "The case has no such version.");

internal sealed record FieldsInvalid(ImmutableArray<FieldFault> Fields) : Refusal("cases.fields-invalid", "Some fields need another look.");

/// <summary>What is wrong with one field; <see cref="Code"/> and <see cref="Arguments"/> are those of the form rules.</summary>
[ObjectType]
internal sealed record FieldFault(string Key, string Code, ImmutableArray<string> Arguments, string? Message)
{
    public static FieldFault From(FieldError error, CultureInfo culture) => new(
        error.Key, error.Code, [.. error.Args.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "")], error.Own?.In(culture));
}

internal sealed record NothingToMend() : Refusal("cases.nothing-to-mend", "The incident is no longer open.");

/// <summary>The provision for retrieval has ended without notifying anybody; the notice comes by post (§ 41(2a) VwVfG).</summary>
internal sealed record RetrievalOver() : Refusal("cases.retrieval-over", "The notice can no longer be opened here; it comes by post.");

internal sealed record NothingAsked() : Refusal("cases.nothing-asked", "No question is open: it was answered, or its time is over.");

/// <param name="AnswerBy">The day until which there is time already.</param>
internal sealed record AlreadyExtended(DateOnly AnswerBy) : Refusal("cases.already-extended", "More time was already given, once for each question.");

internal sealed record WithdrawalOver() : Refusal("cases.withdrawal-over", "The application was decided or the case is closed: it can no longer be withdrawn.");

/// <summary>The notice is on its way, or arrived as far as anybody knows.</summary>
internal sealed record NoticeNotReturned() : Refusal("cases.notice-not-returned", "The notice did not come back, or it is on its way again.");

/// <summary>A case after a change.</summary>
/// <param name="Version">The version that the case has now; the same as before where nothing was left to do.</param>
[ObjectType]
internal sealed record ChangedCase([property: ID] Guid Id, long Version)
{
    /// <summary>The case as it is once the stream is saved.</summary>
    public static ChangedCase By(IEventStream<Case> stream) => new(stream.Id, stream.VersionAfter());
}
