using System.Globalization;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Registers.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Portal;

/// <summary>What account and register know of the person whom an application is for.</summary>
internal static class DraftSources
{
    public static async Task<Draft> WithAccountAsync(Draft draft, Form form, IRunner runner, DateTimeOffset now, CancellationToken cancellation) =>
        await runner.InvokeAsync<Citizen?>(new GetCitizen(draft.Person), cancellation: cancellation) is { } citizen
            ? draft.With(Filled(form, "konto", field => field switch
            {
                "givenName" => citizen.GivenName,
                "familyName" => citizen.FamilyName,
                "birthDate" => citizen.BirthDate.ToString("O", CultureInfo.InvariantCulture),
                "email" => citizen.Email,
                _ => null,
            }), ValueOrigin.Account, now)
            : draft;

    /// <param name="by">Who asks; null if the person asks about themselves.</param>
    public static async Task<Draft> WithRegisterAsync(
        Draft draft, Form form, string purpose, PersonId? by, IRunner runner, CancellationToken cancellation)
    {
        if (
            await runner.InvokeAsync<ResidentAnswer>(
                new LookUpResident(draft.Person, purpose, by), cancellation: cancellation) is not ResidentAnswer.Found { Resident: var resident })
            return draft;

        var known = Filled(form, "melderegister", field => field switch
        {
            "street" => resident.Street,
            "houseNumber" => resident.FullHouseNumber,
            "postcode" => resident.Postcode,
            "city" => resident.City,
            _ => null,
        }).ToList();
        var taken = known.Select(value => value.Path[..(value.Path.LastIndexOf('.') + 1)] + "ausMelderegister").Distinct()
            .Select(path => (path, (FeelValue)FeelBoolean.True));
        return draft.With([.. known, .. taken], ValueOrigin.Register("melderegister"), resident.RetrievedAt);
    }

    /// <summary>
    /// The fields that name a source and one of its fields (<c>properties.source</c>, <c>properties.sourceField</c>), as far as the source knows
    /// them.
    /// </summary>
    private static IEnumerable<(string Path, FeelValue Value)> Filled(Form form, string source, Func<string, string?> know) =>
        from field in form.AllFields
        where field.Source == source && field.Properties.ContainsKey("sourceField")
        let value = know(field.Properties["sourceField"])
        where value is not null
        select (field.Key, (FeelValue)new FeelString(value));
}
