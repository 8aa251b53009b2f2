namespace Verwaltung.Feel.Evaluation;

/// <summary>A path <c>a.b</c> (clause 10.3.2.5): an entry of a context, a property of a date, or the same of every item of a list.</summary>
internal sealed record PathExpression(Expression Source, string Name) : Expression
{
    protected override FeelValue Calculate(Scope scope) => Read(Source.Evaluate(scope), scope);

    private FeelValue Read(FeelValue source, Scope scope) => source switch
    {
        FeelContext context => context.TryGet(Name, out var value) ? value : scope.Fail($"There is no entry '{Name}'."),
        FeelList list => FeelList.From(list.Items.Select(item => Read(item, scope))),
        FeelNull => scope.Fail($"null has no '{Name}'."),
        _ => Properties.Read(source, Name, scope.Environment) ?? scope.Fail($"A {source.Kind} has no '{Name}'."),
    };
}

/// <summary>
/// A filter <c>list[condition]</c> or an index <c>list[1]</c>, <c>list[-1]</c> (clause 10.3.2.5). Within it <c>item</c> is the
/// item, and the entries of an item that is a context are names of their own. What is no list is a list of one.
/// </summary>
internal sealed record FilterExpression(Expression Source, Expression Filter) : Expression
{
    protected override FeelValue Calculate(Scope scope)
    {
        var source = Source.Evaluate(scope);
        var list = source switch { FeelList own => own, FeelNull => FeelList.Empty, _ => FeelList.Of(source) };
        if (Index(list, scope) is { } index) return At(list, index, scope);
        return FeelList.From(list.Items.Where(item => Filter.Evaluate(For(item, scope)).IsTrue));
    }

    // Whether the filter is an index shows only in its value; the first item stands for all.
    private decimal? Index(FeelList list, Scope scope)
    {
        if (Filter is LiteralExpression { Value: FeelNumber literal }) return literal.Value;
        if (Filter.IsCondition) return null;
        var probe = Filter.Evaluate(list.Items is [var first, ..] ? For(first, scope) : scope);
        return probe is FeelNumber number ? number.Value : null;
    }

    private static FeelValue At(FeelList list, decimal index, Scope scope)
    {
        var place = index < 0 ? list.Items.Length + index : index - 1;
        return place >= 0 && place < list.Items.Length && decimal.IsInteger(place)
            ? list.Items[(int)place]
            : scope.Fail($"A list of {list.Items.Length} has no item {FeelText.Number(index)}.");
    }

    private static Scope For(FeelValue item, Scope scope)
    {
        var inner = scope.With("item", item);
        return item is FeelContext context ? inner.With(context) : inner;
    }
}
