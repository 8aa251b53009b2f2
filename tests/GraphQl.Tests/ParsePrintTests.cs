using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Verwaltung.GraphQl.Language;

namespace Verwaltung.GraphQl.Tests;

public sealed class ParsePrintTests
{
    [Fact]
    public void What_is_printed_parses_to_the_same_document() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(Documents.ToArbitrary(), document => Shape(Parser.Parse(Printer.Print(document))) == Shape(document)));

    [Fact]
    public void What_is_printed_of_a_schema_parses_to_the_same_document() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(Schemas.ToArbitrary(), document => Shape(Parser.Parse(Printer.Print(document))) == Shape(document)));

    private static Gen<NameNode> Names => Gen.Elements("a", "b", "name", "_x1", "query", "type", "Fragment").Select(name => new NameNode(name));

    private static Gen<string> Texts => Gen.OneOf(Gen.Elements("", "\"", "\\", "\n\r\t\0", "äöüß", "😀", "\"\"\"", "line\nline"), ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => new string([.. text.Get.Where(c => !char.IsSurrogate(c))])));

    private static Gen<DocumentNode> Documents =>
        from definitions in Gen.NonEmptyListOf(Gen.OneOf(Operations.Select(DefinitionNode (node) => node), Fragments.Select(DefinitionNode (node) => node)))
        select new DocumentNode([.. definitions.Take(4)]);

    private static Gen<DocumentNode> Schemas => from definitions in Gen.NonEmptyListOf(SchemaGenerator.Definitions(Names, Texts, Types(2), Values(2, isConstant: true), Few(Constants))) select new DocumentNode([.. definitions.Take(5)]);

    private static Gen<DirectiveNode> Constants =>
        from name in Names from arguments in Few(from argument in Names from value in Values(1, isConstant: true) select new ArgumentNode(argument, value)) select new DirectiveNode(name, arguments);

    private static Gen<OperationNode> Operations =>
        from type in Gen.Elements(OperationType.Query, OperationType.Mutation, OperationType.Subscription)
        from name in Names.OrNull()
        from variables in Few(Variables)
        from directives in Directives(1)
        from set in Sets(3)
        from description in Texts.OrNull()
        select new OperationNode(type, name, variables, directives, set, description);

    private static Gen<FragmentNode> Fragments =>
        from name in Names
        from type in Names
        from directives in Directives(1)
        from set in Sets(2)
        from description in Texts.OrNull()
        select new FragmentNode(name, new(type.Value), directives, set, description);

    private static Gen<VariableDefinitionNode> Variables =>
        from name in Names
        from type in Types(2)
        from value in Values(1, isConstant: true).OrNull()
        from directives in Few(Constants)
        from description in Texts.OrNull()
        select new VariableDefinitionNode(new(name), type, value, directives, description);

    private static Gen<SelectionSetNode> Sets(int depth) =>
        from first in Selections(depth)
        from others in Few(Selections(depth))
        select new SelectionSetNode([first, .. others]);

    private static Gen<SelectionNode> Selections(int depth) => depth == 0 ? Fields(0) : Gen.OneOf(
        Fields(depth),
        from name in Names from directives in Directives(1) select (SelectionNode)new FragmentSpreadNode(name, directives),
        from type in Names.OrNull() from set in Sets(depth - 1) select (SelectionNode)new InlineFragmentNode(type is null ? null : new(type.Value), [], set));

    private static Gen<SelectionNode> Fields(int depth) =>
        from alias in Names.OrNull()
        from name in Names
        from arguments in Few(Arguments(2))
        from directives in Directives(1)
        from set in depth == 0 ? Gen.Constant<SelectionSetNode>(null!) : Sets(depth - 1).OrNull()
        select (SelectionNode)new FieldNode(alias, name, arguments, directives, set);

    private static Gen<ArgumentNode> Arguments(int depth) => from name in Names from value in Values(depth, isConstant: false) select new ArgumentNode(name, value);

    private static Gen<ImmutableArray<DirectiveNode>> Directives(int depth) => Few(from name in Names from arguments in Few(Arguments(depth)) select new DirectiveNode(name, arguments));

    private static Gen<TypeNode> Types(int depth)
    {
        var named = Names.Select(TypeNode (name) => new NamedTypeNode(name.Value));
        return depth == 0 ? named : Gen.OneOf(named, Types(depth - 1).Select(TypeNode (item) => new ListTypeNode(item)), Types(depth - 1).Select(TypeNode (type) => type is NonNullTypeNode ? type : new NonNullTypeNode(type)));
    }

    private static Gen<ValueNode> Values(int depth, bool isConstant)
    {
        var leaves = Gen.OneOf(
            Gen.Choose(-1000, 1000).Select(ValueNode (number) => new IntNode(number.ToString(CultureInfo.InvariantCulture))),
            Gen.Elements("1.5", "-0.25e10", "3E-2").Select(ValueNode (number) => new FloatNode(number)),
            Texts.Select(ValueNode (text) => new StringNode(text)),
            Gen.Elements<ValueNode>(new BooleanNode(true), new BooleanNode(false), new NullNode(), new EnumNode("RED")));
        var simple = isConstant ? leaves : Gen.OneOf(leaves, Names.Select(ValueNode (name) => new VariableNode(name)));
        return depth == 0 ? simple : Gen.OneOf(
            simple,
            Few(Values(depth - 1, isConstant)).Select(ValueNode (items) => new ListNode(items)),
            Few(from name in Names from value in Values(depth - 1, isConstant) select new ObjectFieldNode(name, value)).Select(ValueNode (fields) => new ObjectNode(fields)));
    }

    internal static Gen<ImmutableArray<T>> Few<T>(Gen<T> item) => from count in Gen.Choose(0, 2) from items in item.ListOf(count) select items.ToImmutableArray();

    /// <summary>A node without its places, as text to compare.</summary>
    private static string Shape(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        IEnumerable list => $"[{string.Join(',', list.Cast<object>().Select(Shape))}]",
        Node node => $"{node.GetType().Name}({string.Join(',', node.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.Name is not ("Location" or "IsBlock" or "Operations" or "Fragments" or "ResponseName")).OrderBy(property => property.Name, StringComparer.Ordinal).Select(property => Shape(property.GetValue(node))))})",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };
}
