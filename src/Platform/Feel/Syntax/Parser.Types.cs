using System.Collections.Immutable;
using Verwaltung.Feel.Types;

namespace Verwaltung.Feel.Syntax;

/// <summary>Types (rules 52 and 53) after <c>instance of</c> and in formal parameters.</summary>
internal sealed partial class Parser
{
    // type = qualified name | "range" "<" type ">" | "list" "<" type ">" | "context" "<" entries ">" | "function" "<" types ">" "->" type
    private FeelType Type()
    {
        EnsureStack();
        return (Current.Text, Ahead.Is("<")) switch
        {
            ("list", true) => new FeelListType(TypeArgument()),
            ("range", true) => new FeelRangeType(TypeArgument()),
            ("context", true) => ContextType(),
            ("function", true) => FunctionType(),
            _ => NamedType(),
        };
    }

    private FeelType TypeArgument()
    {
        _at++;
        Expect("<");
        var argument = Type();
        Expect(">");
        return argument;
    }

    private FeelContextType ContextType()
    {
        _at++;
        Expect("<");
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, FeelType>>();
        do entries.Add(EntryType());
        while (TakeSymbol(","));
        Expect(">");
        return new FeelContextType(entries.ToImmutable());
    }

    private KeyValuePair<string, FeelType> EntryType()
    {
        var name = DeclaredName(token => token.Is(":")) ?? throw Unexpected("the name of an entry");
        Expect(":");
        return KeyValuePair.Create(name, Type());
    }

    private FeelFunctionType FunctionType()
    {
        _at++;
        Expect("<");
        var parameters = ImmutableArray.CreateBuilder<FeelType>();
        if (!Current.Is(">"))
            do parameters.Add(Type());
            while (TakeSymbol(","));
        Expect(">");
        Expect("->");
        return new FeelFunctionType(parameters.ToImmutable(), Type());
    }

    // The longest run of words that names a type: "date and time" before "date".
    private FeelType NamedType()
    {
        var first = _at;
        var end = first;
        while (_tokens[end].Kind == TokenKind.Word || (end > first && (_tokens[end].Is(".") || _tokens[end].Kind == TokenKind.Number))) end++;
        for (var candidate = end; candidate > first; candidate--)
        {
            var name = Written(first, candidate);
            if ((_types.GetValueOrDefault(name) ?? SimpleTypes.Named(name)) is not { } type) continue;
            _at = candidate;
            return type;
        }

        throw Failure(end == first ? $"Expected a type but found {Current.Shown}." : $"There is no type '{Written(first, end)}'.");
    }
}
