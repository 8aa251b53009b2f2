using Verwaltung.Feel;

namespace Verwaltung.Cases;

/// <summary>Case data leaf by leaf.</summary>
internal static class CaseData
{
    public static IEnumerable<(string Path, FeelValue Value)> Leaves(FeelContext context, string prefix = "") =>
        context.SelectMany(entry => entry.Value is FeelContext inner
            ? Leaves(inner, $"{prefix}{entry.Key}.")
            : [($"{prefix}{entry.Key}", entry.Value)]);

    /// <summary>The value as plain text in the notation of storage; lists joined by commas.</summary>
    public static string Text(FeelValue value) => value switch
    {
        FeelNull => "",
        FeelString text => text.Value,
        FeelBoolean yes => yes.Value ? "true" : "false",
        FeelNumber number => number.ToString(),
        FeelList list => string.Join(", ", list.Items.Select(Text)),
        FeelContext context => string.Join(", ", Leaves(context).Select(leaf => Text(leaf.Value))),
        _ => value.ToJson()?.ToString() ?? "",
    };
}
