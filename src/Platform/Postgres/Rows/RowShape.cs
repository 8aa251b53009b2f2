using System.Collections.Frozen;
using System.Linq.Expressions;
using Npgsql;

namespace Verwaltung.Postgres;

/// <summary>What <see cref="Row{T}"/> knows of a record, found once: its members, and the code that reads and writes it.</summary>
internal sealed class RowShape<T>
{
    private readonly FrozenDictionary<string, int> _places;
    private readonly bool _isValue;

    private RowShape(RowMember[] members, bool isValue, Func<NpgsqlDataReader, int[], T> read)
    {
        (Members, _isValue, Read) = (members, isValue, read);
        _places = members.Index().ToFrozenDictionary(member => member.Item.Column.Name, member => member.Index);
        Table = [.. members.Select(member => member.Column)];
        Columns = string.Join(", ", Table.Select(column => column.Name));
        Places = string.Join(", ", Table.Select((_, at) => $"${at + 1}"));
    }

    public RowMember[] Members { get; }
    public Func<NpgsqlDataReader, int[], T> Read { get; }
    public IReadOnlyList<RowColumn> Table { get; }
    public string Columns { get; }
    public string Places { get; }

    public static RowShape<T> Make()
    {
        var value = RowMember.OfValue(typeof(T));
        var constructor = value is null ? typeof(T).GetConstructors().MaxBy(one => one.GetParameters().Length) : null;
        RowMember[] members = value is null ? [.. constructor?.GetParameters().Select(RowMember.Of) ?? []] : [value];
        if (members is []) throw new InvalidOperationException($"Expected {typeof(T).Name} to be a record with a public constructor.");

        var (reader, ordinals) = (Expression.Parameter(typeof(NpgsqlDataReader)), Expression.Parameter(typeof(int[])));
        var values = members.Select((member, at) => member.Read(reader, Expression.ArrayIndex(ordinals, Expression.Constant(at))));
        var row = constructor is null ? values.Single() : Expression.New(constructor, values);
        return new(members, value is not null, Expression.Lambda<Func<NpgsqlDataReader, int[], T>>(row, reader, ordinals).Compile());
    }

    public Func<T, object?[]> CompileWrite()
    {
        var row = Expression.Parameter(typeof(T));
        return Expression.Lambda<Func<T, object?[]>>(Expression.NewArrayInit(typeof(object), Members.Select(member => member.Write(row))), row).Compile();
    }

    /// <summary>Where each member stands in what the reader's statement selects.</summary>
    public int[] Ordinals(NpgsqlDataReader reader)
    {
        if (_isValue) return [0];
        var ordinals = new int[Members.Length];
        Array.Fill(ordinals, -1);
        for (var at = 0; at < reader.FieldCount; at++)
            if (_places.TryGetValue(reader.GetName(at), out var place))
                ordinals[place] = ordinals[place] < 0
                    ? at
                    : throw new InvalidOperationException($"Expected one column '{reader.GetName(at)}' for {Named(place)}, but the statement selects two.");
        return Array.IndexOf(ordinals, -1) is var missing and >= 0
            ? throw new InvalidOperationException(
                $"Expected a column '{Members[missing].Column.Name}' for {Named(missing)}, but the statement selects {Selected(reader)}.")
            : ordinals;
    }

    /// <summary>Why a row could not be read, without its values: they may be personal.</summary>
    public InvalidOperationException Explain(NpgsqlDataReader reader, int[] ordinals, InvalidCastException fault)
    {
        var empty = Enumerable.Range(0, Members.Length).FirstOrDefault(at => !Members[at].IsNullable && reader.IsDBNull(ordinals[at]), -1);
        return empty >= 0
            ? new($"Expected a value in column '{reader.GetName(ordinals[empty])}' for {Named(empty)}, but found null.", fault)
            : new($"Expected {Selected(reader)} to be a row of {typeof(T).Name}, but: {fault.Message}", fault);
    }

    private string Named(int place) => _isValue ? typeof(T).Name : $"{typeof(T).Name}.{Members[place].Name}";

    private static string Selected(NpgsqlDataReader reader) => string.Join(", ", Enumerable.Range(0, reader.FieldCount).Select(reader.GetName));
}
