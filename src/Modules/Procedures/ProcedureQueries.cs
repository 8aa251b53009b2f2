using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Verwaltung.Feel;
using Verwaltung.GraphQl;
using Verwaltung.Procedures.Contracts;

namespace Verwaltung.Procedures;

/// <summary>A procedure that people can apply for, as its service page tells it.</summary>
[ObjectType]
internal sealed record Procedure([property: GraphQLIgnore] Bundle Bundle, [property: GraphQLIgnore] string Language)
{
    private ProcedureSettings Settings => Bundle.Settings;

    public string Key => Settings.Key;
    [GraphQLDescription("Content hash of the bundle that new cases use.")]
    public string Version => Bundle.Hash;
    public string Title => Settings.Title.In(Language);
    public string Summary => Settings.Summary.In(Language);
    [GraphQLDescription("Markdown.")]
    public string Description => Settings.Description.In(Language);
    [GraphQLDescription("What to have at hand.")]
    public IReadOnlyList<string> Requirements => [.. Settings.Requirements.Select(text => text.In(Language))];
    public string Fee => Settings.Fee.In(Language);
    [GraphQLDescription("How long it usually takes.")]
    public string Duration => Settings.Duration.In(Language);
    public string LegalBasis => Settings.LegalBasis.In(Language);
    public string AtTheCounter => Settings.Offline.Counter.In(Language);
    public string ByPost => Settings.Offline.Post.In(Language);
    public string ByPhone => Settings.Offline.Phone.In(Language);
    public string Department => Settings.Department.Name;
    [GraphQLDescription("Lowest trust level of the account: normal, substantiell, hoch.")]
    public string TrustLevel => Settings.TrustLevel;
    [GraphQLDescription("The application's form as form-js JSON.")]
    public string ApplicationForm => Bundle.FormFiles[Settings.ApplicationForm];
    public PreCheckQuestion? PreCheck => Settings.PreCheck is { } check ? new PreCheckQuestion(check.Title.In(Language), Bundle.FormFiles[check.Form]) : null;
}

/// <summary>A question that anybody may ask before signing in.</summary>
/// <param name="Form">Its form as form-js JSON.</param>
[ObjectType]
internal sealed record PreCheckQuestion(string Title, string Form);

[QueryType]
internal static class ProcedureQueries
{
    [GraphQLDescription("Procedures that can be applied for, by title; with `search` those in whose texts every word occurs.")]
    public static async Task<IReadOnlyList<Procedure>> ProceduresAsync(Bundles bundles, CancellationToken cancellation, string? search = null, string language = "de")
    {
        var words = (search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var order = StringComparer.Create(CultureInfo.GetCultureInfo(language == "en" ? "en" : "de"), ignoreCase: true);
        return
        [
            .. (await bundles.ListActiveAsync(cancellation))
                .Where(bundle => words.All(word => Searched(bundle.Settings).Any(text => Contains(text, word))))
                .Select(bundle => new Procedure(bundle, language)).OrderBy(procedure => procedure.Title, order),
        ];
    }

    [GraphQLDescription("One procedure by its key; null if there is none.")]
    public static async Task<Procedure?> ProcedureAsync(string key, Bundles bundles, CancellationToken cancellation, string language = "de") =>
        await bundles.GetActiveAsync(key, cancellation) is { } bundle ? new Procedure(bundle, language) : null;

    private static IEnumerable<string> Searched(ProcedureSettings settings) =>
        [settings.Title.De, settings.Title.En, settings.Summary.De, settings.Summary.En, settings.Description.De, .. settings.Keywords];

    private static bool Contains(string text, string word) =>
        CultureInfo.GetCultureInfo("de").CompareInfo.IndexOf(text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}
