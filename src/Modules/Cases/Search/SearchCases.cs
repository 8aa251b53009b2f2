using System.Globalization;
using System.Security.Claims;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Procedures.Contracts;

namespace Verwaltung.Cases;

/// <summary>Why a search found a case.</summary>
internal enum CaseMatch { FileNumber, Name, SimilarName, Plate, BirthDate }

/// <summary>A case that a search found.</summary>
[ObjectType]
internal sealed record FoundCase(
    [property: ID] Guid Id, string FileNumber, string ProcedureKey, string ApplicantName, DateOnly? BirthDate, string Step, bool IsClosed,
    DateTimeOffset ReceivedAt,
    IReadOnlyList<CaseMatch> MatchedBy);

/// <summary>The cases that a search found, best match first.</summary>
[ObjectType]
internal sealed record FoundCases(IReadOnlyList<FoundCase> Cases, [property: GraphQLDescription("There are more; say more to find fewer.")] bool HasMore);

[QueryType]
internal static class SearchCases
{
    public const int Most = 50;

    [Authorize(Policy = CasesModule.StaffPolicy)]
    [GraphQLDescription(
        "Cases of the signed-in person's teams, open or closed, by name, plate, birth date and file number, "
        + "any of them in one line. Every search is on record: who, when, by what kind of words, which cases it found.")]
    public static async Task<FoundCases> SearchCasesAsync(string text, Actor actor, CaseSearch search, CancellationToken cancellation)
    {
        var words = SearchWords.Read(text);
        if (words.IsEmpty)
            return new FoundCases([], false);

        var found = await search.FindAsync(words, actor, Most + 1, cancellation);
        await search.RecordAsync(words, actor.Id, [.. found.Take(Most).Select(one => one.Id)], cancellation);
        return new FoundCases([.. found.Take(Most)], found.Count > Most);
    }

    [DataLoader]
    internal static async Task<IReadOnlyDictionary<string, ProcedureSettings>> SettingsAsync(
        IReadOnlyList<string> keys, IRunner runner, CancellationToken cancellation)
    {
        var settings = new Dictionary<string, ProcedureSettings>();
        foreach (var key in keys)
            if (await runner.InvokeAsync<Bundle?>(new GetActiveBundle(key), cancellation: cancellation) is { } bundle)
                settings[key] = bundle.Settings;
        return settings;
    }
}

[ExtendObjectType(typeof(FoundCase))]
internal static class FoundCaseFields
{
    public static async Task<string> ProcedureTitleAsync([Parent] FoundCase found, DataLoader<string, ProcedureSettings> settings, string language = "de") =>
        (await settings.LoadAsync(found.ProcedureKey))?.Title.In(language) ?? found.ProcedureKey;
}
