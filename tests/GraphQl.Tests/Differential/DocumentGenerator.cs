using System.Globalization;
using System.Text.Json.Nodes;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Tests.Differential;

/// <summary>Makes documents of a schema by chance: most are valid, some break a rule by themselves.</summary>
internal sealed class DocumentGenerator(GraphQlSchema schema, Random random)
{
    private const int MaxDepth = 4;
    private static readonly string[] Aliases = ["a", "b", "name", "owner", "x"];
    private int aliases;
    private readonly List<string> variables = [];
    private readonly Dictionary<string, string> fragments = [];
    private readonly JsonObject values = [];

    public Request Next()
    {
        variables.Clear();
        fragments.Clear();
        values.Clear();
        var root = OneIn(5) ? schema.Mutation! : OneIn(8) ? schema.Subscription! : schema.Query;
        var keyword = root == schema.Query ? "query" : root == schema.Mutation ? "mutation" : "subscription";
        var set = root == schema.Subscription && !OneIn(4) ? $"{{ {Field(root, OneOf(root.Fields), 0)} }}" : Set(root, 0);
        var description = OneIn(8) ? Pick("\"An operation\" ", "\"\"\"\n  Block\n\"\"\"\n") : "";
        var head = variables.Count == 0 && description == "" && keyword == "query" && OneIn(2) ? "" : $"{description}{keyword} Q{(variables.Count > 0 ? $"({string.Join(", ", variables)})" : "")}{Directives("QUERY")} ";
        var others = OneIn(15) ? " query R { __typename }" : "";
        var text = head + set + others + string.Concat(fragments.Select(fragment => (OneIn(10) ? " \"A fragment\"" : "") + " " + fragment.Value));
        return new(OneIn(3) ? Spread(text) : text, (JsonObject)values.DeepClone(), others.Length > 0 && !OneIn(6) ? Pick("Q", "R") : null);
    }

    /// <summary>The same tokens on several lines.</summary>
    private string Spread(string text) => string.Concat(text.Select(c => c == ' ' && OneIn(6) ? Pick("\n", "\r\n", "  ", ",", " # note\n", "\t", "\r") : c.ToString()));

    private string Set(NamedType type, int depth)
    {
        var count = 1 + random.Next(depth == 0 ? 4 : 3);
        return $"{{ {string.Join(' ', Enumerable.Range(0, count).Select(_ => Selection(type, depth)))} }}";
    }

    private string Selection(NamedType type, int depth)
    {
        if (OneIn(10))
            return $"{(OneIn(2) ? OneOf(Aliases) + ": " : "")}__typename{Directives("FIELD")}";
        if (depth == 0 && type == schema.Query && OneIn(15))
            return $"__type(name: {Pick("\"Dog\"", "\"Want\"", "\"Command\"", "\"HumanBy\"", "\"Pet\"", "\"Nothing\"")}) {{ kind name fields(includeDeprecated: true) {{ name args {{ name defaultValue type {{ kind name ofType {{ name }} }} }} type {{ name kind ofType {{ kind name }} }} }} inputFields {{ name defaultValue }} enumValues{Pick("", "(includeDeprecated: true)")} {{ name isDeprecated deprecationReason }} isOneOf specifiedByURL }}";
        if (depth < MaxDepth && (type is UnionType || OneIn(6)))
            return Fragment(type, depth);
        return type is FieldsType fields ? Field(fields, OneOf(fields.Fields), depth) : "__typename";
    }

    private string Fragment(NamedType type, int depth)
    {
        var on = OneIn(50) ? OneOf(Composites) : OneOf(Composites.Append(type).Where(other => Subtypes.Overlap(other, type)).ToList());
        if (OneIn(4))
            return $"...{Directives("INLINE_FRAGMENT")} {Set(type, depth + 1)}";
        if (OneIn(2))
            return $"... on {on.Name}{Directives("INLINE_FRAGMENT")} {Set(on, depth + 1)}";
        var name = Pick("F", "G", "H", "I") + on.Name;
        if (!fragments.ContainsKey(name))
        {
            fragments[name] = "";
            fragments[name] = $"fragment {name} on {on.Name}{Directives("FRAGMENT_DEFINITION")} {Set(on, depth + 1)}";
        }

        return $"...{name}{Directives("FRAGMENT_SPREAD")}";
    }

    private List<NamedType> Composites => field ??= [.. schema.Types.Values.Where(type => type.IsComposite && !Introspection.IsIntrospectionType(type) && type != schema.Mutation && type != schema.Subscription).OrderBy(type => type.Name, StringComparer.Ordinal)];

    private string Field(FieldsType owner, Field field, int depth)
    {
        if (depth >= MaxDepth && field.Type.Named.IsComposite)
            field = owner.Fields.FirstOrDefault(other => other.Type.Named.IsLeaf && other.Arguments.IsEmpty) ?? field;
        var alias = OneIn(12) ? OneOf(Aliases) + ": " : !OneIn(12) && (!field.Arguments.IsEmpty || field.Type.Named.IsComposite || OneIn(3)) ? $"f{aliases++}: " : "";
        var arguments = field.Arguments.Where(argument => argument.IsRequired ? !OneIn(100) : OneIn(3)).Select(Argument).ToList();
        var below = field.Type.Named.IsComposite ? " " + (depth > MaxDepth ? "{ __typename }" : Set(field.Type.Named, depth + 1)) : "";
        return $"{alias}{field.Name}{(arguments.Count > 0 ? $"({string.Join(", ", arguments)})" : "")}{Directives("FIELD")}{below}";
    }

    private string Argument(InputValue argument) =>
        $"{argument.Name}: {(OneIn(4) ? Variable(argument.Type, argument.Default is not null) : Literal(argument.Type, 0))}";

    private string Variable(SchemaType type, bool hasDefault)
    {
        var name = $"v{variables.Count}";
        var declared = type is NonNullType nonNull && (hasDefault || OneIn(10)) && OneIn(2) ? nonNull.Type : type is not NonNullType && OneIn(3) ? new NonNullType(type) : type;
        var @default = declared is not NonNullType && OneIn(3) ? " = " + Literal(declared, 3, isConstant: true) : "";
        variables.Add($"{(OneIn(20) ? "\"A variable\" " : "")}${name}: {declared}{@default}{(OneIn(15) ? " @mark(text: \"v\")" : "")}");
        if (declared is NonNullType ? !OneIn(25) : !OneIn(3))
            values[name] = Json(declared, 0);
        return "$" + name;
    }

    private string Directives(string location)
    {
        if (!OneIn(9))
            return "";
        return " " + (location is "FIELD" or "FRAGMENT_SPREAD" or "INLINE_FRAGMENT" && !OneIn(4)
            ? $"@{Pick("skip", "include")}(if: {(OneIn(3) ? Variable(new NonNullType(Scalars.Boolean), hasDefault: true) : Pick("true", "false"))})"
            : Pick("@mark", "@mark(text: \"a\") @mark(level: 2)", $"@mark(text: {(location == "FRAGMENT_DEFINITION" ? "\"c\"" : Literal(Scalars.String, 2))})", "@once(must: true)", "@mark(level: null)"));
    }

    /// <summary>A literal of the type; one in thirty is of any type.</summary>
    private string Literal(SchemaType type, int depth, bool isConstant = false)
    {
        if (OneIn(80))
            return Pick("1", "1.5", "\"s\"", "true", "null", "SIT", "[1]", "{ name: \"q\" }", "99999999999", "[[2]]");
        if (!isConstant && depth > 0 && OneIn(8))
            return Variable(type, hasDefault: false);
        return type switch
        {
            NonNullType nonNull => Literal(nonNull.Type, depth, isConstant),
            _ when OneIn(12) => "null",
            ListType list => OneIn(5) ? Literal(list.Item, depth + 1, isConstant) : $"[{string.Join(", ", Enumerable.Range(0, random.Next(3)).Select(_ => Literal(list.Item, depth + 1, isConstant)))}]",
            InputObjectType input => $"{{ {string.Join(", ", Chosen(input, depth).Select(member => $"{member.Name}: {Literal(member.Type, depth + 1, isConstant)}"))} }}",
            EnumType enumType => OneOf(enumType.Values.Select(value => value.Name).ToList()),
            NamedType { Name: "Int" } => random.Next(-5, 100).ToString(CultureInfo.InvariantCulture),
            NamedType { Name: "Float" } => Pick("1", "0.25", "-2.5", "1e2"),
            NamedType { Name: "Boolean" } => Pick("true", "false"),
            NamedType { Name: "ID" } => Pick("7", "\"id\""),
            NamedType { Name: "JSON" } => Pick("1", "\"s\"", "{ a: [1, { b: null }] }", "[true, SIT]"),
            _ => Pick("\"\"", "\"text\"", "\"ä😀\\n\"", "\"\"\"block\n  text\"\"\"", "\"\\u00e4\\u{1F600}\\\"\""),
        };
    }

    private JsonNode? Json(SchemaType type, int depth)
    {
        if (OneIn(25))
            return JsonNode.Parse(Pick("1", "1.5", "\"s\"", "true", "null", "\"SIT\"", "[1]", "{\"name\":\"q\"}", "99999999999", "1.0", "{\"nope\":1,\"name\":2}"));
        return type switch
        {
            NonNullType nonNull => Json(nonNull.Type, depth),
            _ when OneIn(10) => null,
            ListType list => OneIn(5) ? Json(list.Item, depth + 1) : new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Json(list.Item, depth + 1))]),
            InputObjectType input => new JsonObject(Chosen(input, depth).Select(member => KeyValuePair.Create(member.Name, Json(member.Type, depth + 1)))),
            EnumType enumType => OneOf(enumType.Values.Select(value => value.Name).ToList()),
            NamedType { Name: "Int" } => random.Next(-5, 100),
            NamedType { Name: "Float" } => random.Next(-5, 100) / 4.0,
            NamedType { Name: "Boolean" } => OneIn(2),
            NamedType { Name: "ID" } => OneIn(2) ? 7 : "id",
            NamedType { Name: "JSON" } => JsonNode.Parse(Pick("1", "\"s\"", "{\"a\":[1,{\"b\":null}]}", "[true]")),
            _ => Pick("", "text", "ä😀\n"),
        };
    }

    private List<InputValue> Chosen(InputObjectType input, int depth)
    {
        if (input.IsOneOf)
            return OneIn(12) ? [.. input.Fields.Where(_ => OneIn(2))] : [OneOf(input.Fields)];
        return [.. input.Fields.Where(member => member.IsRequired || (OneIn(3) && (depth < 2 || !member.Type.Named.Equals(input))))];
    }

    private bool OneIn(int count) => random.Next(count) == 0;

    private T OneOf<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private T Pick<T>(params T[] items) => items[random.Next(items.Length)];
}
