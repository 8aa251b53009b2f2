using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Periods;

namespace Verwaltung.Cases;

/// <summary>The time in which a notice lies in the mailbox to be retrieved (§ 41(2a) VwVfG).</summary>
internal static class Provision
{
    /// <summary>The first instant at which a retrieval no longer notifies.</summary>
    public static DateTimeOffset EndOf(DateTimeOffset provided)
    {
        var day = LegalTime.Day(provided);
        return new Notifications(new WorkingDays(Land.NW)).Compute(new Dispatch(NotificationRule.Abruf41Abs2a, day), day)
            is Notification.Pending { EndsAfter: { } last }
                ? LegalTime.Begin(last.AddDays(1))
                : throw new InvalidOperationException($"Expected a provision of {day:O} to have an end.");
    }
}

/// <summary>The provision of a notice ends; sent when it begins.</summary>
internal sealed record EndProvision(CaseId Case, Guid Notice) : IPartitioned
{
    Guid IPartitioned.PartitionId => Case.Value;
}

internal static class EndProvisionHandler
{
    /// <summary>What nobody retrieved goes by post, by itself.</summary>
    public static async Task<OutgoingMessages> HandleAsync(
        EndProvision command, EventSession session, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.FetchForWriting<Case>(command.Case.Value, cancellation);
        if (stream.Aggregate is not { Notice: { ProvidedAt: not null, RetrievedAt: null, LapsedAt: null } notice } @case || notice.Id != command.Notice)
            return [];

        var now = time.GetUtcNow();
        stream.AppendMany([new NoticeLapsed(notice.Id, now), new NoticeQueuedForPost(notice.Id, now)]);
        return [new QueueForPost(@case.Id, notice.Id, new FileId(notice.File), @case.FileNumber)];
    }
}
