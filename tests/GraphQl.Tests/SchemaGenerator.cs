using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Verwaltung.GraphQl.Language;

namespace Verwaltung.GraphQl.Tests;

/// <summary>Definitions of the schema language by chance: grammatical, not necessarily sensible.</summary>
internal static class SchemaGenerator
{
    public static Gen<DefinitionNode> Definitions(Gen<NameNode> names, Gen<string> texts, Gen<TypeNode> types, Gen<ValueNode> values, Gen<ImmutableArray<DirectiveNode>> directives)
    {
        var named = names.Select(name => new NamedTypeNode(name.Value));
        var inputs = ParsePrintTests.Few(
            from description in texts.OrNull()
            from name in names
            from type in types
            from value in values.OrNull()
            from applied in directives
            select new InputValueNode(description, name, type, value, applied));
        var fields = ParsePrintTests.Few(
            from description in texts.OrNull()
            from name in names
            from arguments in inputs
            from type in types
            from applied in directives
            select new FieldDefinitionNode(description, name, arguments, type, applied));
        var enumValues = ParsePrintTests.Few(
            from description in texts.OrNull() from name in names from applied in directives select new EnumValueNode(description, name, applied));
        var kinds = Gen.OneOf(
            from name in names from applied in directives select (DefinitionNode)new ScalarTypeNode(false, null, name, applied),
            from name in names from interfaces in ParsePrintTests.Few(named) from applied in directives from members in fields select (DefinitionNode)new ObjectTypeNode(false, null, name, interfaces, applied, members),
            from name in names from interfaces in ParsePrintTests.Few(named) from applied in directives from members in fields select (DefinitionNode)new InterfaceTypeNode(false, null, name, interfaces, applied, members),
            from name in names from applied in directives from members in ParsePrintTests.Few(named) select (DefinitionNode)new UnionTypeNode(false, null, name, applied, members),
            from name in names from applied in directives from members in enumValues select (DefinitionNode)new EnumTypeNode(false, null, name, applied, members),
            from name in names from applied in directives from members in inputs select (DefinitionNode)new InputObjectTypeNode(false, null, name, applied, members),
            from applied in directives from root in named select (DefinitionNode)new SchemaNode(false, null, applied, [new(OperationType.Query, root), new(OperationType.Subscription, root)]),
            from name in names from arguments in inputs from applied in directives from isRepeatable in Gen.Elements(true, false) select (DefinitionNode)new DirectiveDefinitionNode(null, name, arguments, applied, isRepeatable, [new("FIELD"), new("OBJECT")]));
        return
            from node in kinds
            from description in texts.OrNull()
            from isExtension in Gen.Elements(true, false, false)
            select Describe(node, description, isExtension);
    }

    /// <summary>With a description, or as an extension where it adds something.</summary>
    private static DefinitionNode Describe(DefinitionNode node, string? description, bool isExtension) => node switch
    {
        DirectiveDefinitionNode { Directives: not [] } directive when isExtension => new DirectiveExtensionNode(directive.Name, directive.Directives),
        DirectiveDefinitionNode directive => directive with { Description = description },
        TypeSystemNode { Directives: not [] } extension when isExtension => extension with { IsExtension = true },
        TypeSystemNode definition => definition with { Description = description },
        _ => node,
    };
}
