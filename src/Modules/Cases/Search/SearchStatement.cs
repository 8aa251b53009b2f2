using Npgsql;
using Verwaltung.Postgres;

namespace Verwaltung.Cases;

/// <summary>A search as SQL: whatever is given must fit. Its text depends on what is given, so that each way has its index; values are parameters.</summary>
internal sealed class SearchStatement
{
    private readonly SqlValues _values = new();
    private readonly List<string> _conditions = [];
    private readonly string _teams;
    private readonly string _most;
    private string _number = "false", _exact = "false", _similar = "false", _plate = "false", _birth = "false";

    public SearchStatement(SearchWords words, string[] teams, int most)
    {
        (_teams, _most) = (_values.Add(teams), _values.Add((long)most));
        if (words.FileNumber is { } number) AddNumber(number);
        if (words.Name.Length > 0) AddName(words.Name);
        if (words.Plate is { } plate) _conditions.Add(_plate = $"plates like {_values.Add($"%{plate}%")}");
        if (words.BirthDate is { } day) _conditions.Add(_birth = $"birth_date = {_values.Add(day)}");
    }

    /// <summary>The second command reads; the first says for this batch how alike is similar, so that two letters may be swapped.</summary>
    public NpgsqlBatch Batch(NpgsqlDataSource source)
    {
        var batch = source.CreateBatch();
        batch.BatchCommands.Add(Statement.Of("select set_config('pg_trgm.word_similarity_threshold', '0.45', true)"));
        batch.BatchCommands.Add(Statement.Of($"""
            select s.case_id, s.file_number, c.procedure_key, s.applicant_name, s.birth_date, c.step, c.closed_at is not null as is_closed, c.received_at,
                   s.number, s.exact, s.similar, s.plate, s.birth
            from (
              select distinct on (case_id) case_id, file_number, applicant_name, birth_date,
                     {_number} as number, {_exact} as exact, {_similar} as similar, {_plate} as plate, {_birth} as birth
              from case_search where team = any({_teams}) and {string.Join(" and ", _conditions)} order by case_id) s
            join cases c using (case_id)
            order by s.number desc nulls last, s.exact desc nulls last, c.closed_at is not null, c.received_at desc, s.case_id
            limit {_most}
            """, _values.ToArray()));
        return batch;
    }

    /// <summary>A bare number may be the end of a file number or part of a plate.</summary>
    private void AddNumber(string number)
    {
        var isBare = !number.Contains('/');
        _number = $"file_number like {_values.Add($"%{(isBare ? "/" : "")}{number}")}";
        if (isBare && number.TrimStart('0') is { Length: >= 2 and <= 4 } digits)
            _plate = $"plates like {_values.Add($"%{digits}%")}";
        _conditions.Add(_plate == "false" ? _number : $"({_number} or {_plate})");
    }

    /// <summary>Each word begins one of the applicant's; else all of it together is similar.</summary>
    private void AddName(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _exact = string.Join(" and ", words.Select(word => $"name_key like {_values.Add($"% {word}%")}"));
        _similar = $"{_values.Add(name.Trim())} <% name_key";
        _conditions.Add($"(({_exact}) or {_similar})");
    }
}
