using System.Reflection;
using Verwaltung.GraphQl;
using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;
using Verwaltung.GraphQl.Validation;

namespace Verwaltung.Web;

/// <summary>
/// For tests: holds the operations that pages keep (<c>X.graphql</c>) and the records they are read into against the schema, so that
/// a field that was renamed, or became nullable, is found before a person finds it.
/// </summary>
public static class GraphDocuments
{
    /// <summary>Everything that does not fit, one line each; empty when all pages of the assembly can run.</summary>
    public static IReadOnlyList<string> Check(Assembly assembly, GraphQlSchema schema) =>
        [.. assembly.GetManifestResourceNames().Where(n => n.StartsWith("Operations/", StringComparison.Ordinal)).Order().SelectMany(n => CheckFile(assembly, n, schema))];

    private static IEnumerable<string> CheckFile(Assembly assembly, string resource, GraphQlSchema schema)
    {
        var file = Path.GetFileName(resource);
        if (assembly.GetTypes().FirstOrDefault(t => t.Name == Path.GetFileNameWithoutExtension(file) && !t.IsNested) is not { } page)
            return [$"{file}: there is no type {Path.GetFileNameWithoutExtension(file)} that it belongs to"];
        if (!TryParse(Graph.Document(page), out var document, out var fault))
            return [$"{file}{fault}"];
        var errors = DocumentValidator.Validate(schema, new GraphQlOptions(), document).Select(e => $"{file}{At(e.Locations.FirstOrDefault())} {e.Message}").ToList();
        return errors.Count > 0 ? errors : document.Operations.Where(o => o.Type != OperationType.Subscription).SelectMany(o => CheckRecords(file, page, o, document, schema));
    }

    // RunAsync<T> names the record in code, which a test cannot see. So: some record within the page has the operation's root fields, and it fits.
    private static IEnumerable<string> CheckRecords(string file, Type page, OperationNode operation, DocumentNode document, GraphQlSchema schema)
    {
        var root = operation.Type switch { OperationType.Query => schema.Query, OperationType.Mutation => schema.Mutation, _ => schema.Subscription };
        var selected = Selection.Of(operation.SelectionSet, root!, document);
        var records = page.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic)
            .Where(t => RecordFit.Members(t) is { Count: > 0 } members && members.All(m => selected.ContainsKey(RecordFit.Name(m))))
            .ToList();
        var name = $"{file}: {operation.Name?.Value ?? "the operation"}";
        if (records.Count == 0)
            return [$"{name} is read into no record of {page.Name}: none has only members among {string.Join(", ", selected.Keys)}"];
        var faults = records.Select(r => RecordFit.Check(r, selected, document, r.Name).ToList()).MinBy(f => f.Count)!;
        return faults.Select(f => $"{name}: {f}");
    }

    private static bool TryParse(string text, out DocumentNode document, out string fault)
    {
        try
        {
            (document, fault) = (Parser.Parse(text), "");
            return true;
        }
        catch (GraphQlSyntaxException e)
        {
            (document, fault) = (null!, $"{At(e.Location)} {e.Message}");
            return false;
        }
    }

    private static string At(SourceLocation place) => $":{place.Line}:{place.Column}:";
}

/// <summary>What is selected under one response name: its type, whether it may be absent, and what is selected within it.</summary>
internal sealed record Selection(SchemaType Type, bool IsConditional, SelectionSetNode? Inner)
{
    /// <summary>The response names of a selection set, fragments opened. What stands under a narrower type or a condition may be absent.</summary>
    public static Dictionary<string, Selection> Of(SelectionSetNode set, NamedType on, DocumentNode document, bool isConditional = false)
    {
        var found = new Dictionary<string, Selection>();
        foreach (var (name, selection) in set.Selections.SelectMany(s => Open(s, on, document, isConditional)))
            found[name] = found.TryGetValue(name, out var other) ? selection with { Inner = Merge(other.Inner, selection.Inner), IsConditional = other.IsConditional && selection.IsConditional } : selection;
        return found;
    }

    private static IEnumerable<KeyValuePair<string, Selection>> Open(SelectionNode node, NamedType on, DocumentNode document, bool isConditional)
    {
        var may = isConditional || node.Directives.Length > 0;
        switch (node)
        {
            case FieldNode { Name.Value: "__typename" } field:
                return [KeyValuePair.Create(field.ResponseName, new Selection(new NonNullType(Scalars.String), may, null))];
            case FieldNode field when (on as FieldsType)?.Find(field.Name.Value) is { } known:
                return [KeyValuePair.Create(field.ResponseName, new Selection(known.Type, may, field.SelectionSet))];
            case InlineFragmentNode inline:
                return Within(inline.SelectionSet, inline.TypeCondition?.Name);
            case FragmentSpreadNode spread when document.Fragments.FirstOrDefault(f => f.Name.Value == spread.Name.Value) is { } fragment:
                return Within(fragment.SelectionSet, fragment.TypeCondition.Name);
            default:
                return [];
        }

        IEnumerable<KeyValuePair<string, Selection>> Within(SelectionSetNode set, string? condition)
        {
            var narrower = condition is null || condition == on.Name ? on : Narrow(on, condition);
            return Of(set, narrower, document, may || !Covers(narrower, on));
        }
    }

    /// <summary>Whether every object that <paramref name="on"/> may be is a <paramref name="narrower"/> one: all refusals of a mutation are errors.</summary>
    private static bool Covers(NamedType narrower, NamedType on) => narrower == on
        || (narrower as FieldsType is { } wide && on is IAbstractType { PossibleTypes: var members } && members.All(m => m == narrower || m.Interfaces.Contains(wide)));

    private static NamedType Narrow(NamedType on, string name) => on switch
    {
        IAbstractType type when type.PossibleTypes.FirstOrDefault(t => t.Name == name) is { } member => member,
        FieldsType type when type.Interfaces.FirstOrDefault(i => i.Name == name) is { } wider => wider,
        IAbstractType type when type.PossibleTypes.SelectMany(t => t.Interfaces).FirstOrDefault(i => i.Name == name) is { } shared => shared,
        _ => on,
    };

    private static SelectionSetNode? Merge(SelectionSetNode? one, SelectionSetNode? other) =>
        one is null || other is null ? one ?? other : one with { Selections = one.Selections.AddRange(other.Selections) };
}
