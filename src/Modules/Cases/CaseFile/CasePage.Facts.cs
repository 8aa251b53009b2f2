namespace Verwaltung.Cases;

public sealed partial class CasePage
{
    private List<(string, string)> Facts() =>
    [
        (Texts["case.received"], Texts.DateTime(_case.ReceivedAt)), (Texts["case.channel"], Texts[$"channel.{_case.Channel}"]),
        (Texts["case.team"], _case.Team),
        .. Withdrawn(), (Texts["case.target"], Target()), .. Waiting(), (Texts["case.inaction"], Texts.Date(_case.InactionFrom)),
    ];

    private string Target() => _case.Question is { IsOpen: true } asked
        ? Texts.Format("case.target.rests", Texts.Date(asked.AskedAt)) : Texts.Date(_case.ServiceTarget);

    private IEnumerable<(string, string)> Withdrawn() =>
        _case.Withdrawal is { } withdrawn ? [(Texts["case.withdrawn"], $"{Texts.DateTime(withdrawn.At)} ({Texts[$"channel.{withdrawn.Channel}"]})")] : [];

    private IEnumerable<(string, string)> Waiting()
    {
        if (_case.Question is not { IsOpen: true } asked)
            yield break;
        yield return (
            Texts["case.answerBy"], asked.ExtendedAt is null ? Texts.Date(asked.AnswerBy) : Texts.Format("case.answerBy.extended", Texts.Date(asked.AnswerBy)));
        yield return (Texts["case.decideAfter"], Texts.Date(asked.DecideAfter));
    }

    private List<(string, string)> Facts(NoticeShown notice) => [.. new (string Term, string? Text)[]
    {
        (Texts["case.notice.issued"], Instant(notice.IssuedAt)), (Texts["case.notice.placed"], Instant(notice.PlacedAt)),
        (Texts["case.notice.provided"], Instant(notice.ProvidedAt)), (Texts["case.notice.posted"], Day(notice.PostedOn)),
        (Texts["case.notice.returned"], Day(notice.ReturnedOn)), (Texts["case.notice.retrieved"], Instant(notice.RetrievedAt)),
        (Texts["case.notice.notified"], Day(notice.NotifiedOn)),
        (Texts["case.notice.remedyEnds"], Day(notice.RemedyEnds)),
    }.Where(fact => fact.Text is not null).Select(fact => (fact.Term, fact.Text!))];

    private string? Instant(DateTimeOffset? at) => at is { } instant ? Texts.DateTime(instant) : null;

    private string? Day(DateOnly? on) => on is { } day ? Texts.Date(day) : null;
}
