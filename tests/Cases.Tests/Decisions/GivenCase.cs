using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Feel;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Testing;
using Verwaltung.Workflow;

namespace Verwaltung.Cases.Tests.Decisions;

/// <summary>Leyla's case with team 33/5, from the events that made it what it is.</summary>
internal static class GivenCase
{
    public static readonly CaseId Id = new(CountingIds.Id(100));
    public static readonly Guid TaskId = CountingIds.Id(101);
    public static readonly Guid OpenJob = CountingIds.Id(102);
    public static readonly Guid TimerId = CountingIds.Id(103);
    public static readonly Guid Letter = CountingIds.Id(104);
    public static readonly Guid QuestionId = CountingIds.Id(105);

    /// <summary>Monday, 23 November 2026, nine o'clock in Dortmund: the instant of every decision, and of what was given.</summary>
    public static readonly DateTimeOffset Now = Given.Context().Now;

    public static readonly Actor Sabine = People.Sabine.Actor();
    public static readonly Actor Emre = People.Emre.Actor();
    public static readonly Actor Thomas = People.Thomas.Actor();
    public static readonly Actor Olga = People.Olga.Actor();
    public static readonly Actor Leyla = People.Leyla.Actor();
    public static readonly PersonId Pia = People.Pia.Id();

    public static CaseOpened Opening { get; } = new(
        Id.Value, "33.52-2026/000001", "permit", "bundle", Leyla.Id, Leyla.Id, "portal", "33/5", "de", Now, new DateOnly(2026, 11, 26));

    public static Case Open(params ReadOnlySpan<object> more) => Given.Events<Case>([Opening, .. more]);

    public static Case WithTask(params ReadOnlySpan<object> more) => Open([TaskCreated(), .. more]);

    public static Case WithJob(string type, params ReadOnlySpan<object> more) => Open([new JobCreated(OpenJob, "job", type, 3, FeelContext.Empty), .. more]);

    public static Case Closed(params ReadOnlySpan<object> more) => Open([.. more, new ProcessCompleted()]);

    public static UserTaskCreated TaskCreated(params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var read = FeelContext.Empty;
        foreach (var (name, value) in headers) read = read.With(name, new FeelString(value));
        return new(TaskId, "entscheiden", "Entscheiden", null, null, ["33/5"], [], null, null, read);
    }

    public static MessageSubscribed Awaits(string message) =>
        new(CountingIds.Id(200 + message.Length), $"on-{message}", ProcessState.RootScope, message, Id.ToString());

    public static NoticeIssued Issued { get; } = new(Letter, Letter, "bewilligt", Sabine.Id, Now);

    public static QueueForPost ByPost { get; } = new(Id, Letter, new FileId(Letter), Opening.FileNumber);

    public static QuestionAsked Asked { get; } = new(QuestionId, new DateOnly(2026, 12, 7), new DateOnly(2026, 12, 21), Now);
}
