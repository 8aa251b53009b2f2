using Verwaltung.Cases.Contracts;

namespace Verwaltung.Webhooks.Tests;

/// <summary>What Cases would answer: a feed whose positions are the places of its changes.</summary>
internal sealed class Neighbours
{
    private readonly Lock _turn = new();
    private readonly List<CaseChange> _feed = [];

    public ReadCaseChanges? LastAsked { get; private set; }

    public CaseChange Tell(string kind = "notice_issued", string procedure = "permit")
    {
        lock (_turn)
        {
            var change = new CaseChange(
                Guid.CreateVersion7(), new CaseId(Guid.CreateVersion7()), $"33/5-{_feed.Count}", procedure, kind, _feed.Count + 1, new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero), false);
            _feed.Add(change);
            return change;
        }
    }

    public CaseChangesRead Read(ReadCaseChanges query)
    {
        lock (_turn)
        {
            LastAsked = query.After == long.MaxValue ? LastAsked : query;
            var page = _feed.Skip((int)Math.Min(query.After, _feed.Count)).Take(query.Most).ToList();
            var position = query.After + page.Count;
            return new CaseChangesRead([.. page.Where(change => query.ProcedureKey is null || change.ProcedureKey == query.ProcedureKey)], position, _feed.Count, position < _feed.Count);
        }
    }
}

internal static class NeighboursHandler
{
    public static CaseChangesRead Handle(ReadCaseChanges query, Neighbours neighbours) => neighbours.Read(query);
}
