using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Events.Tests;

public sealed class LayoutTests(EventsDatabase database) : IClassFixture<EventsDatabase>
{
    /// <summary>Marten 9: whoever swaps the store for it finds its tables as it would have made them.</summary>
    [Fact]
    public async Task The_tables_are_Marten_s()
    {
        const string Layout = """
            select line from (
              select 1 as part, table_name || '.' || lpad(ordinal_position::text, 2, '0') || ' ' || column_name || ' ' || data_type
                || coalesce('(' || character_maximum_length || ')', '') || case is_nullable when 'NO' then ' not null' else '' end || coalesce(' default ' || column_default, '') as line
              from information_schema.columns where table_name in ('mt_streams', 'mt_events', 'mt_event_progression')
              union all
              select 2, conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
              where conrelid in ('mt_streams'::regclass, 'mt_events'::regclass, 'mt_event_progression'::regclass) and contype <> 'n'
              union all
              select 3, indexdef from pg_indexes where tablename in ('mt_streams', 'mt_events', 'mt_event_progression')
              union all
              select 4, format('%s %s start %s increment %s cache %s', sequencename, data_type, start_value, increment_by, cache_size) from pg_sequences where sequencename like 'mt\_%'
            ) l order by part, line collate "C"
            """;

        Snapshot.Verify(string.Join('\n', await database.RowsAsync(Layout)));
    }
}
