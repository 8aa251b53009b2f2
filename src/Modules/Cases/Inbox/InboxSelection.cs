using System.Globalization;
using System.Text;
using System.Text.Json;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;

namespace Verwaltung.Cases;

/// <summary>
/// One view of the inbox with its filter and order, as SQL. The text depends on the shape alone, never on values, so that the server prepares it once.
/// A list over several teams takes the first rows of each team from an index and merges them. A case that is with two of the actor's teams is two rows:
/// the order, and with it the cursor, ends with the team, so that no row falls between two pages.
/// </summary>
internal sealed class InboxSelection
{
    private readonly SqlValues _values = new();
    private readonly StringBuilder _conditions = new("true");
    private readonly bool _byDue;
    private readonly bool _descending;
    private readonly bool _isMine;
    private readonly string _mine;

    public InboxSelection(InboxView view, Actor actor, Filter<InboxItem> filter, Sorting<InboxItem> sorting, DateOnly today)
    {
        _byDue = sorting.Properties is [nameof(InboxItem.Due), ..];
        _descending = sorting.Properties.IsEmpty || sorting.Descending;
        _isMine = view == InboxView.Mine;
        // A deputy's own list holds what the absent colleagues have taken, too.
        _mine = actor.Deputyships.IsEmpty ? "assignee = $1" : "assignee = any($1)";
        _values.Add(
            !_isMine ? actor.AllTeams.ToArray()
            : actor.Deputyships.IsEmpty ? actor.Id.Value
            : actor.Hats.SelectMany(hat => hat.Persons).Distinct().Select(person => person.Value).ToArray());
        if (view == InboxView.New)
            And("assignee is null and state = 'ready'");
        if (view == InboxView.Overdue)
            And($"due < {_values.Add(today)}");
        And(view == InboxView.FollowUp ? "follow_up is not null" : $"(hidden_until is null or hidden_until <= {_values.Add(today)})");
        if (filter.Root is { } root)
            And(new InboxFilter(_values).Sql(root));
    }

    public string Cursor(InboxItem item) =>
        GraphQl.Cursor.Write(_byDue ? item.Due.ToString("O", CultureInfo.InvariantCulture) : item.ReceivedAt.UtcTicks, item.Id, item.Team);

    public (string Sql, SqlValue[] Values) Select(PagingArguments paging)
    {
        var descends = _descending != paging.IsBackward;
        var direction = descends ? "desc" : "asc";
        var limit = _values.Add((long)paging.Limit);
        var inTeam = $"order by {Key} {direction}, case_id {direction} limit {limit}";
        var order = $"order by {Key} {direction}, case_id {direction}, team {direction} limit {limit}";
        var after = paging.Cursor is { } cursor ? $" and ({Key}, case_id, team) {(descends ? "<" : ">")} ({Position(cursor)})" : "";
        return (_isMine
            ? $"select {Row<InboxItem>.Columns} from inbox where {_mine} and {_conditions}{after} {order}"
            : $"select x.* from unnest($1::text[]) t(team) cross join lateral "
                + $"(select {Row<InboxItem>.Columns} from inbox where inbox.team = t.team and {_conditions}{after} {inTeam}) x {order}",
            _values.ToArray());
    }

    public (string Sql, SqlValue[] Values) Count() => (
        $"select count(*)::int from (select 1 from inbox where {(_isMine ? _mine : "team = any($1)")} and {_conditions} limit {Connection.MaxTotalCount}) x",
        _values.ToArray());

    private string Key => Row<InboxItem>.Column(_byDue ? nameof(InboxItem.Due) : nameof(InboxItem.ReceivedAt));

    private string Position(string cursor)
    {
        var keys = GraphQl.Cursor.Read(cursor, 3);
        try
        {
            SqlValue first = _byDue
                ? DateOnly.ParseExact(keys[0].GetString()!, "O", CultureInfo.InvariantCulture)
                : new DateTimeOffset(keys[0].GetInt64(), TimeSpan.Zero);
            return $"{_values.Add(first)}, {_values.Add(keys[1].GetGuid())}, {_values.Add(Team(keys[2]))}";
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException or ArgumentException)
        {
            throw new GraphQlException("The cursor does not belong to this list in this order.", ErrorCodes.BadUserInput);
        }
    }

    private static string Team(JsonElement key) =>
        key.GetString() is { } team && !team.Contains('\0', StringComparison.Ordinal) ? team : throw new FormatException("Expected a team.");

    private void And(string condition) => _conditions.Append(" and ").Append(condition);
}
