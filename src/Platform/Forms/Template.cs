using System.Text.RegularExpressions;
using Verwaltung.Feel;

namespace Verwaltung.Forms;

/// <summary>Texts with <c>{{ FEEL }}</c> in them, as in form-js. Loops and conditions (<c>{{#if}}</c>) are refused when the form is read.</summary>
public static partial class Template
{
    /// <summary>Replaces every expression by its value.</summary>
    /// <param name="write">How a value is written for people.</param>
    public static string Fill(string text, FeelContext values, FeelEnvironment environment, Func<FeelValue, string> write) =>
        text.Contains("{{", StringComparison.Ordinal)
            ? Hole().Replace(text, hole => write(FeelExpression.Parse(hole.Groups[1].Value).Evaluate(values, environment)))
            : text;

    /// <summary>Why a text cannot be filled, or null when it can.</summary>
    internal static string? Fault(string text)
    {
        foreach (Match hole in Hole().Matches(text))
            try
            {
                if (hole.Groups[1].Value.TrimStart() is ['#' or '/', ..])
                    return $"'{hole.Value}': loops and conditions in texts are not supported.";
                FeelExpression.Parse(hole.Groups[1].Value);
            }
            catch (FeelSyntaxException e)
            {
                return $"'{hole.Value}' is not FEEL: {e.Message}";
            }
        return null;
    }

    [GeneratedRegex(@"\{\{(.*?)\}\}", RegexOptions.Singleline)]
    private static partial Regex Hole();
}
