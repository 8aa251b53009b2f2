using System.Text.Json;
using System.Text.Json.Nodes;
using Verwaltung.Forms;

namespace Verwaltung.Web;

/// <summary>
/// Why the house refused what a page asked for: the first of a mutation's <c>errors</c>. A page selects them by <c>errors { ...Refusal }</c>,
/// the one fragment that all pages share; what a page shows of some refusals beside their code, it selects there as well.
/// </summary>
/// <param name="Code">Stable; <c>refusal.{Code}</c> is the key of its text.</param>
/// <param name="Fields">The fields of a form that need another look; null where the page selects none or the refusal names none.</param>
public sealed record GraphRefusal(string Code, IReadOnlyList<GraphRefusal.Field>? Fields = null)
{
    internal const string Fragment = """
        fragment Refusal on Error {
          code
        }
        """;

    /// <summary>What is wrong with each field; empty when the refusal is about no field.</summary>
    public IReadOnlyList<FieldError> FieldErrors => [.. (Fields ?? []).Select(wrong => wrong.Error)];

    private JsonObject Answer { get; init; } = [];

    /// <summary>What the page selects beside the code, read into a record of its own. All members are nullable: each refusal has only some.</summary>
    public T Read<T>() => Answer.Deserialize<T>(Graph.Json)!;

    /// <summary>The reason in the person's language, with what the text leaves a place for.</summary>
    public string Text(Texts texts, params object[] places) => places is [] ? texts[$"refusal.{Code}"] : texts.Format($"refusal.{Code}", places);

    internal static GraphRefusal From(JsonObject answer) => answer.Deserialize<GraphRefusal>(Graph.Json)! with { Answer = answer };

    /// <summary>What is wrong with one field of a form, as the API says it.</summary>
    public sealed record Field(string Key, string Code, IReadOnlyList<string> Arguments, string? Message)
    {
        internal FieldError Error => new(Key, Code, Message is { } own ? LocalText.Of(own) : null, [.. Arguments]);
    }
}
