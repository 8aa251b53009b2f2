using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions.Logic;

namespace Verwaltung.Workflow.Decisions.Reading;

/// <summary>Item definitions (DMN 1.5, clause 7.3.2), in whatever order the file has them.</summary>
internal sealed class ItemTypeReader(
    IEnumerable<XElement> definitions, Findings findings, IReadOnlyCollection<string> names, IReadOnlyDictionary<string, ItemType> imported)
{
    private readonly Dictionary<string, XElement> _definitions = definitions.GroupBy(
        d => d.Get("name") ?? "").ToDictionary(group => group.Key, group => group.First());
    private readonly Dictionary<string, ItemType> _types = new(imported);
    private readonly HashSet<string> _open = [];

    public ImmutableDictionary<string, ItemType> Read()
    {
        foreach (var name in _definitions.Keys) Resolve(name);
        return _types.ToImmutableDictionary();
    }

    private void Resolve(string name)
    {
        if (_types.ContainsKey(name)) return;
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            findings.Error(_definitions[name], "dmn.type-cycle", $"The type '{name}' stands at the end of too long a chain of types.");
        else if (_open.Add(name)) _types[name] = Definition(_definitions[name]);
        else findings.Error(_definitions[name], "dmn.type-cycle", $"The type '{name}' is made of itself.");
    }

    private ItemType Definition(XElement definition)
    {
        var single = Single(definition);
        var allowed = Feel.Tests(definition.Child("allowedValues"));
        var constraint = Feel.Tests(definition.Child("typeConstraint"));
        if (definition.Get("isCollection") is not ("true" or "1"))
            return single with { Allowed = allowed ?? single.Allowed, Constraint = constraint ?? single.Constraint };
        return new ItemType(new FeelListType(single.Type), allowed ?? single.Allowed, single.Components, constraint);
    }

    private ItemType Single(XElement definition)
    {
        if (definition.Child("functionItem") is { } function) return Function(function);
        if (definition.Child("typeRef") is { } reference) return Reference(reference) ?? ItemType.Of(FeelType.Any);
        var components = definition.Children("itemComponent")
            .Select(component => KeyValuePair.Create(component.Get("name") ?? "", Definition(component)))
            .ToImmutableArray();
        return components.IsEmpty
            ? ItemType.Of(FeelType.Any)
            : new ItemType(
                new FeelContextType([.. components.Select(component => KeyValuePair.Create(component.Key, component.Value.Type))]), null, components);
    }

    private ItemType Function(XElement function)
    {
        var parameters = function.Children("parameters").Select(parameter => Reference(parameter.Attribute("typeRef"))?.Type ?? FeelType.Any);
        return ItemType.Of(new FeelFunctionType([.. parameters], Reference(function.Attribute("outputTypeRef"))?.Type ?? FeelType.Any));
    }

    private ItemType? Reference(XObject? reference)
    {
        var name = (reference is XElement element ? element.Value : (reference as XAttribute)?.Value ?? "").Trim();
        var local = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
        if (_definitions.ContainsKey(name)) Resolve(name);
        else if (_definitions.ContainsKey(local)) Resolve(local);
        return Feel.Type(reference);
    }

    private FeelReader Feel => new(findings, names, _types);
}
