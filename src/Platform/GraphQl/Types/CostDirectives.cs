using System.Collections.Immutable;
using System.Globalization;
using Verwaltung.GraphQl.Language;

namespace Verwaltung.GraphQl.Types;

/// <summary>How long the list of a field may be.</summary>
/// <param name="AssumedSize">At most, and where nothing is known.</param>
/// <param name="SlicingArguments">The arguments that say how many items are wanted.</param>
/// <param name="DefaultSize">When none of them is given; null: <paramref name="AssumedSize"/>.</param>
/// <param name="SizedFields">The fields of the answer that have the length; empty when the field itself is the list.</param>
internal sealed record ListSize(int AssumedSize, ImmutableArray<string> SlicingArguments, int? DefaultSize, ImmutableArray<string> SizedFields);

/// <summary>
/// The directives <c>@cost</c> and <c>@listSize</c> (GraphQL cost directive specification), with which the schema publishes what its fields cost.
/// </summary>
internal static class CostDirectives
{
    /// <summary>The weight of a field that has to wait for something, a database or another service; of every other field it is 1.</summary>
    public const int Awaited = 10;

    public static readonly DirectiveDefinition Cost = new(
        "cost", "What a field costs, where it is not 1.", ["FIELD_DEFINITION"], [
            new("weight", new NonNullType(Scalars.String)) { Description = "A whole number." }
        ]);

    public static readonly DirectiveDefinition ListSize = new(
        "listSize", "How often what is selected of a list is counted.", ["FIELD_DEFINITION"],
        [
            new("assumedSize", Scalars.Int) { Description = "How long the list is at most, and where nothing is known." },
            new("slicingArguments", new ListType(new NonNullType(Scalars.String))) { Description = "The arguments that say how many items are wanted." },
            new("slicingArgumentDefaultValue", Scalars.Int) { Description = "How many items come when none of them is given." },
            new("sizedFields", new ListType(new NonNullType(Scalars.String))) { Description = "The fields of the answer that have this length." },
            new("requireOneSlicingArgument", new NonNullType(Scalars.Boolean))
            {
                Default = new BooleanNode(true),
                Description = "Whether one of them must be given.",
            },
        ]);

    /// <summary>What the schema prints behind a field.</summary>
    public static string Print(Field field) =>
        (field.Cost == 1 ? "" : $" @cost(weight: \"{field.Cost.ToString(CultureInfo.InvariantCulture)}\")") + (field.ListSize is { } list ? Print(list) : "");

    private static string Print(ListSize list) => string.Concat(
        $" @listSize(assumedSize: {list.AssumedSize.ToString(CultureInfo.InvariantCulture)}",
        list.SlicingArguments.IsEmpty ? "" : $", slicingArguments: {Names(list.SlicingArguments)}",
        list.DefaultSize is { } size ? $", slicingArgumentDefaultValue: {size.ToString(CultureInfo.InvariantCulture)}" : "",
        list.SizedFields.IsEmpty ? "" : $", sizedFields: {Names(list.SizedFields)}",
        ", requireOneSlicingArgument: false)");

    private static string Names(ImmutableArray<string> names) => $"[{string.Join(", ", names.Select(Printer.Text))}]";
}
