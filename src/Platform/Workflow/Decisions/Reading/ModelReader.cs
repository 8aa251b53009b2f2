using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Xml.Linq;
using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions.Logic;

namespace Verwaltung.Workflow.Decisions.Reading;

/// <summary>The definitions of a file as a model: types first, then the elements of the requirements graph (DMN 1.5, clause 6.3).</summary>
internal sealed class ModelReader
{
    private static readonly HashSet<string> Named =
    [
        "inputData", "decision", "businessKnowledgeModel", "decisionService", "itemComponent", "variable", "formalParameter",
        "parameter", "column", "output", "import",
    ];

    private readonly XElement _root;
    private readonly Findings _findings;
    private readonly ImportedElements _imports;
    private readonly ImmutableDictionary<string, ItemType> _types;
    private readonly FeelReader _feel;
    private readonly LogicReader _logic;
    private readonly Home _home;

    public ModelReader(XElement root, Findings findings, IReadOnlyCollection<DecisionModel> imports)
    {
        (_root, _findings) = (root, findings);
        _imports = new ImportedElements(root, findings, imports);
        _home = new Home(root.Get("namespace") ?? "", _imports.Prefixes);
        var names = NamesIn(root).Concat(_imports.Names).ToFrozenSet();
        _types = new ItemTypeReader(root.Children("itemDefinition"), findings, names, _imports.Types).Read();
        _feel = new FeelReader(findings, names, _types);
        _logic = new LogicReader(_feel, findings);
    }

    private string Namespace => _home.Namespace;

    public DecisionModel Read()
    {
        List<(XElement Source, DrgElement Element)> read =
        [
            .. _root.Children("inputData").Select(element => (element, (DrgElement)Input(element))),
            .. _root.Children("decision").Select(element => (element, (DrgElement)Decision(element))),
            .. _root.Children("businessKnowledgeModel").Select(element => (element, (DrgElement)Knowledge(element))),
            .. _root.Children("decisionService").Select(element => (element, (DrgElement)Service(element))),
        ];
        var elements = read.Select(pair => pair.Element).Concat(_imports.Elements).DistinctBy(element => element.Id).ToDictionary(element => element.Id);
        foreach (var twice in read.GroupBy(pair => pair.Element.Id).SelectMany(group => group.Skip(1)))
            _findings.Error(twice.Source, "dmn.duplicate-id", $"The id '{twice.Element.Id}' stands twice.");
        new RequirementChecks(_findings, elements).Check(read);
        return new DecisionModel(_root.Get("name") ?? "", Namespace, elements.Values, _types);
    }

    // Every name that a FEEL text of this file may use: which of them is in scope shows at evaluation.
    private static IEnumerable<string> NamesIn(XElement root) => root.Descendants()
        .Where(element => DmnXml.IsDmn(element.Name.Namespace) && Named.Contains(element.Name.LocalName))
        .Select(element => element.Get("name"))
        .Concat(root.Descendants().Select(element => element.Get("iteratorVariable")))
        .OfType<string>()
        .Distinct();

    private InputData Input(XElement input) => new(Id(input), Name(input), _home, VariableType(input));

    private Decision Decision(XElement decision)
    {
        var logic = _logic.In(decision);
        return new Decision(Id(decision), Name(decision), _home, Requirements(decision), VariableType(decision), logic);
    }

    private BusinessKnowledgeModel Knowledge(XElement knowledge) => new(
        Id(knowledge), Name(knowledge), _home, Requirements(knowledge), ResultType(knowledge),
        knowledge.Child("encapsulatedLogic") is { } logic ? _logic.Function(logic) : null);

    private DecisionService Service(XElement service) => new(
        Id(service), Name(service), _home, ResultType(service),
        References(service, "outputDecision"), References(service, "inputDecision"), References(service, "inputData"));

    private ItemType? VariableType(XElement element) => _feel.Type(element.Child("variable")?.Attribute("typeRef"));

    // The variable of what can be called is typed as a function or, by older tools, as its result.
    private ItemType? ResultType(XElement element) =>
        VariableType(element) is { Type: FeelFunctionType function } ? ItemType.Of(function.Result) : VariableType(element);

    private ImmutableArray<string> Requirements(XElement element) =>
        [.. element.Children().Where(child => child.Name.LocalName is "informationRequirement" or "knowledgeRequirement").SelectMany(requirement =>
            new[] { "requiredInput", "requiredDecision", "requiredKnowledge" }.SelectMany(name => References(requirement, name)))];

    private ImmutableArray<string> References(XElement element, string name) =>
        [.. element.Children(name).Select(reference => Target(reference.Get("href") ?? ""))];

    // "#id" or "namespace#id"; an imported element's id keeps its namespace.
    private string Target(string href)
    {
        var hash = href.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? href : href[..hash] == Namespace ? href[(hash + 1)..] : hash == 0 ? href[1..] : href;
    }

    // An element to which nothing refers may be without an id; its name stands in.
    private static string Id(XElement element) => element.Get("id") ?? element.Get("name") ?? "";

    private static string Name(XElement element) =>
        string.Join(' ', (element.Child("variable")?.Get("name") ?? element.Get("name") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
