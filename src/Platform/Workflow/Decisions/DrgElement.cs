using System.Collections.Immutable;
using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions.Logic;

namespace Verwaltung.Workflow.Decisions;

/// <summary>An element of the decision requirements graph (DMN 1.5, clause 6.3).</summary>
/// <param name="Id">Unique in the model; elements of an imported model carry its namespace before a '#'.</param>
/// <param name="Name">The name under which others read its value.</param>
/// <param name="Home">The model that it was written in.</param>
internal abstract record DrgElement(string Id, string Name, Home Home);

/// <summary>A model file: its namespace and the names of its imports by their namespaces.</summary>
internal sealed record Home(string Namespace, ImmutableDictionary<string, string> Imports)
{
    /// <summary>The import's name before names of <paramref name="other"/>, C# null for the model's own and for an import without a name.</summary>
    public string? PrefixOf(Home other) => other.Namespace != Namespace && Imports.GetValueOrDefault(other.Namespace) is { Length: > 0 } prefix ? prefix : null;
}

internal sealed record InputData(string Id, string Name, Home Home, ItemType? Type) : DrgElement(Id, Name, Home);

/// <param name="Requirements">Ids of required inputs, decisions and knowledge.</param>
/// <param name="Type">Type of the decision's variable; a value that does not fit is null.</param>
internal sealed record Decision(
    string Id, string Name, Home Home, ImmutableArray<string> Requirements, ItemType? Type, BoxedLogic? Logic) : DrgElement(Id, Name, Home);

internal sealed record BusinessKnowledgeModel(
    string Id, string Name, Home Home, ImmutableArray<string> Requirements, ItemType? Type, FunctionLogic? Logic) : DrgElement(Id, Name, Home);

/// <summary>A set of decisions that is called like a function (clause 6.3.9): inputs become its parameters.</summary>
internal sealed record DecisionService(
    string Id, string Name, Home Home, ItemType? Type, ImmutableArray<string> Outputs, ImmutableArray<string> InputDecisions, ImmutableArray<string> Inputs)
    : DrgElement(Id, Name, Home);

/// <summary>A type of the model (clause 7.3.2): a type of FEEL with the values it allows.</summary>
/// <param name="Type">The type; a collection is a list.</param>
/// <param name="Allowed">Tests that a value, or each item of a collection, passes.</param>
/// <param name="Components">Types of a structure's entries.</param>
/// <param name="Constraint">Tests that the value as a whole passes (<c>typeConstraint</c>).</param>
internal sealed record ItemType(
    FeelType Type, FeelUnaryTests? Allowed, ImmutableArray<KeyValuePair<string, ItemType>> Components, FeelUnaryTests? Constraint = null)
{
    public static ItemType Of(FeelType type) => new(type, null, []);

    /// <summary>The value as one of this type, or null and a warning that names <paramref name="what"/>.</summary>
    public FeelValue Convert(FeelValue value, string what, FeelEnvironment environment)
    {
        if (Type.Convert(value) is not { } converted) return environment.Fail($"{what}: expected {Type} but found {value}.");
        return converted is FeelNull || Allows(converted, environment) ? converted : environment.Fail($"{what}: the value {value} is not allowed.");
    }

    private bool Allows(FeelValue value, FeelEnvironment environment)
    {
        if (Constraint is not null && !Constraint.Matches(value, FeelContext.Empty, environment)) return false;
        if (value is FeelList list && Type is FeelListType) return list.Items.All(item => AllowsItem(item, environment));
        return AllowsItem(value, environment);
    }

    private bool AllowsItem(FeelValue value, FeelEnvironment environment) =>
        (Allowed is null || Allowed.Matches(value, FeelContext.Empty, environment))
        && (
            value is not FeelContext context
                || Components.All(component => context.Get(component.Key) is var entry && (entry is FeelNull || component.Value.Allows(entry, environment))));
}
