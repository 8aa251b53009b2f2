using System.Reflection;
using Verwaltung.GraphQl;
using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;
using Verwaltung.GraphQl.Validation;
using Verwaltung.Web;

namespace Verwaltung.Testing;

/// <summary>
/// Holds the operations that pages keep (<c>X.graphql</c>) and the records they are read into against the schema, so that
/// a field that was renamed, or became nullable, is found before a person finds it.
/// </summary>
public sealed class GraphDocuments
{
    private readonly Type page;
    private readonly DocumentNode document;

    private GraphDocuments(Type page, DocumentNode document) => (this.page, this.document) = (page, document);

    /// <summary>Everything that does not fit, one line each; empty when all pages of the assembly can run.</summary>
    public static IReadOnlyList<string> Check(Assembly assembly, GraphQlSchema schema) =>
        [
            .. assembly.GetManifestResourceNames().Where(n => n.StartsWith("Operations/", StringComparison.Ordinal)).Order()
                .SelectMany(n => CheckFile(assembly, n, schema))
        ];

    private static IEnumerable<string> CheckFile(Assembly assembly, string resource, GraphQlSchema schema)
    {
        var file = Path.GetFileName(resource);
        if (assembly.GetTypes().FirstOrDefault(t => t.Name == Path.GetFileNameWithoutExtension(file) && !t.IsNested) is not { } page)
            return [$"{file}: there is no type {Path.GetFileNameWithoutExtension(file)} that it belongs to"];
        if (!TryParse(Graph.Document(page), out var document, out var fault))
            return [$"{file}{fault}"];
        var errors = DocumentValidator.Validate(schema, new GraphQlOptions(), document)
            .Select(e => $"{file}{At(e.Locations.FirstOrDefault())} {e.Message}")
            .ToList();
        return errors.Count > 0 ? errors : new GraphDocuments(page, document).CheckOperations(schema).Select(f => $"{file}: {f}");
    }

    private IEnumerable<string> CheckOperations(GraphQlSchema schema) =>
        from operation in document.Operations
        where operation.Type != OperationType.Subscription
        from fault in operation.Type == OperationType.Mutation
            ? CheckMutation(Selection.Of(operation.SelectionSet, schema.Mutation!, document))
            : FitOne(Selection.Of(operation.SelectionSet, schema.Query, document))
        select $"{operation.Name?.Value ?? "the operation"}{fault}";

    // Graph.DoAsync: one field, what it makes, and why it was refused.
    private IEnumerable<string> CheckMutation(Dictionary<string, Selection> root)
    {
        if (root.Values.ToList() is not [{ Inner: { } inner } field])
            return [" must select one field and what it answers"];
        var made = Selection.Of(inner, field.Type.Named, document);
        var mayBeRefused = (field.Type.Named as FieldsType)?.Find("errors") is not null;
        if (made.Remove("errors", out var errors) != mayBeRefused || made.Count > 1)
            return [" must select the errors there may be and at most one field that it makes"];
        return
        [
            .. errors is null ? [] : CheckErrors(Selection.Of(errors.Inner!, errors.Type.Named, document)),
            .. made.Values.ToList() is [{ Inner: { } content } thing] ? FitOne(Selection.Of(content, thing.Type.Named, document)) : [],
        ];
    }

    // By the code, and by what the page selects of some refusals, which a record of the page or of its module holds.
    private IEnumerable<string> CheckErrors(Dictionary<string, Selection> told)
    {
        var beside = told.Keys.Except([.. RecordFit.Members(typeof(GraphRefusal)).Select(RecordFit.Name), "__typename"]).ToList();
        var records = Within.Concat(page.Assembly.GetTypes().Where(t => !t.IsNested)).Where(t => RecordFit.Holds(t, beside));
        var faults = RecordFit.Check(typeof(GraphRefusal), told, document, nameof(GraphRefusal)).Select(f => $": {f}");
        return beside is [] ? faults : faults.Concat(Fit(records, told));
    }

    private IEnumerable<Type> Within => page.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic);

    private List<string> FitOne(Dictionary<string, Selection> selected) =>
        Fit(Within.Where(t => RecordFit.Members(t) is { Count: > 0 } members && members.All(m => selected.ContainsKey(RecordFit.Name(m)))), selected);

    // Which record is read is said in code, which a test cannot see. So: one of those that may be meant fits.
    private List<string> Fit(IEnumerable<Type> records, Dictionary<string, Selection> selected) =>
        records.Select(r => RecordFit.Check(r, selected, document, r.Name).Select(f => $": {f}").ToList()).MinBy(f => f.Count)
            ?? [$" is read into no record of {page.Name}: none fits {string.Join(", ", selected.Keys)}"];

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
