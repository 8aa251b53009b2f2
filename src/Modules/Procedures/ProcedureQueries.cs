using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.GraphQl;
using Verwaltung.Procedures.Contracts;

namespace Verwaltung.Procedures;

/// <summary>A procedure that people can apply for, as its service page tells it.</summary>
[ObjectType]
internal sealed record Procedure([property: GraphQLIgnore] Bundle Bundle, [property: GraphQLIgnore] string Language)
{
    private ProcedureSettings Settings => Bundle.Settings;

    /// <summary>Stable name in addresses and in the API.</summary>
    public string Key => Settings.Key;
    /// <summary>Content hash of the bundle that new cases use.</summary>
    public string Version => Bundle.Hash;
    /// <summary>What the procedure is called.</summary>
    public string Title => Settings.Title.In(Language);
    /// <summary>One plain sentence.</summary>
    public string Summary => Settings.Summary.In(Language);
    /// <summary>The service page, in markdown.</summary>
    public string Description => Settings.Description.In(Language);
    /// <summary>What to have at hand, a line each.</summary>
    public IReadOnlyList<string> Requirements => [.. Settings.Requirements.Select(text => text.In(Language))];
    /// <summary>What it costs.</summary>
    public string Fee => Settings.Fee.In(Language);
    /// <summary>How long it usually takes.</summary>
    public string Duration => Settings.Duration.In(Language);
    /// <summary>The law it rests on.</summary>
    public string LegalBasis => Settings.LegalBasis.In(Language);
    /// <summary>How to apply at the counter.</summary>
    public string AtTheCounter => Settings.Offline.Counter.In(Language);
    /// <summary>How to apply on paper.</summary>
    public string ByPost => Settings.Offline.Post.In(Language);
    /// <summary>How to apply by phone.</summary>
    public string ByPhone => Settings.Offline.Phone.In(Language);
    /// <summary>The department that decides.</summary>
    public string Department => Settings.Department.Name;
    /// <summary>Lowest trust level of the account: normal, substantiell, hoch.</summary>
    public string TrustLevel => Settings.TrustLevel;
    /// <summary>The application's form as form-js JSON.</summary>
    public string ApplicationForm => Bundle.FormFiles[Settings.ApplicationForm];
    /// <summary>The question that anybody may ask before signing in; null if there is none.</summary>
    public PreCheckQuestion? PreCheck => Settings.PreCheck is { } check ? new PreCheckQuestion(check.Title.In(Language), Bundle.FormFiles[check.Form]) : null;
}

/// <summary>A question that anybody may ask before signing in.</summary>
/// <param name="Title">The question.</param>
/// <param name="Form">Its form as form-js JSON.</param>
[ObjectType]
internal sealed record PreCheckQuestion(string Title, string Form);

[QueryType]
internal static class ProcedureQueries
{
    /// <summary>Procedures that can be applied for, by title.</summary>
    /// <param name="search">Words of which each must occur in the texts of the procedure.</param>
    /// <param name="language">Language of the texts: de or en.</param>
    public static async Task<IReadOnlyList<Procedure>> ProceduresAsync(
        Bundles bundles, CancellationToken cancellation, string? search = null, string language = "de")
    {
        var words = (search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var order = StringComparer.Create(PeoplesLanguage.Of(language).Culture, ignoreCase: true);
        return
        [
            .. (await bundles.ListActiveAsync(cancellation)).Select(active => active.Bundle)
                .Where(bundle => bundle.Settings.Offered && words.All(word => Searched(bundle.Settings).Any(text => Contains(text, word))))
                .Select(bundle => new Procedure(bundle, language)).OrderBy(procedure => procedure.Title, order),
        ];
    }

    /// <summary>One procedure that can be applied for, by its key; null if there is none.</summary>
    /// <param name="key">Its stable name.</param>
    /// <param name="language">Language of the texts: de or en.</param>
    public static async Task<Procedure?> ProcedureAsync(string key, Bundles bundles, CancellationToken cancellation, string language = "de") =>
        await bundles.GetActiveAsync(key, cancellation) is { Settings.Offered: true } bundle ? new Procedure(bundle, language) : null;

    private static IEnumerable<string> Searched(ProcedureSettings settings) =>
        [settings.Title.De, settings.Title.En, settings.Summary.De, settings.Summary.En, settings.Description.De, .. settings.Keywords];

    private static bool Contains(string text, string word) =>
        PeoplesLanguage.German.Culture.CompareInfo.IndexOf(text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}
