using System.Collections.Immutable;
using System.Xml.Linq;
using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions.Logic;

namespace Verwaltung.Workflow.Decisions.Reading;

/// <summary>
/// What a file takes from others (DMN 1.5, clause 6.3.3): their elements under ids with the namespace, their types and
/// values under the import's name.
/// </summary>
internal sealed class ImportedElements
{
    private readonly List<(string Name, DecisionModel Model)> _models = [];

    public ImportedElements(XElement root, Findings findings, IReadOnlyCollection<DecisionModel> models)
    {
        foreach (var import in root.Children("import").Where(import => DmnXml.IsDmn((import.Get("importType") ?? ""))))
        {
            if (models.FirstOrDefault(model => model.Namespace == import.Get("namespace")) is { } model) _models.Add((import.Get("name") ?? "", model));
            else findings.Error(
                import, "dmn.import", $"The imported model '{import.Get("namespace")}' is not there, cannot be read, or imports this one in turn.");
        }
    }

    /// <summary>Names of imports by namespace.</summary>
    public ImmutableDictionary<string, string> Prefixes => _models.ToImmutableDictionary(import => import.Model.Namespace, import => import.Name);

    public IEnumerable<string> Names =>
        _models.SelectMany(import => import.Model.Elements.Select(element => element.Name).Concat(import.Model.Types.Values.SelectMany(Components)));

    public IReadOnlyDictionary<string, ItemType> Types => _models
        .SelectMany(import => import.Model.Types.Select(type => KeyValuePair.Create(Prefixed(import.Name, type.Key), type.Value)))
        .DistinctBy(type => type.Key)
        .ToDictionary();

    public IEnumerable<DrgElement> Elements => _models.SelectMany(import => import.Model.Elements.Select(element => Imported(element, import.Model.Namespace)));

    private static string Prefixed(string import, string name) => import.Length == 0 ? name : $"{import}.{name}";

    private static IEnumerable<string> Components(ItemType type) => type.Components.SelectMany(component => Components(component.Value).Prepend(component.Key));

    private static DrgElement Imported(DrgElement element, string @namespace) => element switch
    {
        Decision decision => decision with { Id = At(decision.Id, @namespace), Requirements = At(decision.Requirements, @namespace) },
        BusinessKnowledgeModel knowledge => knowledge with { Id = At(knowledge.Id, @namespace), Requirements = At(knowledge.Requirements, @namespace) },
        DecisionService service => service with
        {
            Id = At(service.Id, @namespace),
            Outputs = At(service.Outputs, @namespace),
            InputDecisions = At(service.InputDecisions, @namespace),
            Inputs = At(service.Inputs, @namespace),
        },
        _ => element with { Id = At(element.Id, @namespace) },
    };

    private static ImmutableArray<string> At(ImmutableArray<string> ids, string @namespace) => [.. ids.Select(id => At(id, @namespace))];

    private static string At(string id, string @namespace) => id.Contains('#', StringComparison.Ordinal) ? id : $"{@namespace}#{id}";
}
