using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Registers.Contracts;

namespace Verwaltung.Portal;

[MutationType, Authorize]
internal static class StartDraft
{
    [GraphQLDescription("Begins an application with what the account knows. With `useRegister` the address is fetched from the resident register, to be seen before it is used (§ 5 EGovG). The same `id` again answers with the draft that is there.")]
    [Error(typeof(ServiceNotFound)), Error(typeof(TrustTooLow)), Error(typeof(DraftNotFound))]
    public static async Task<MutationResult<DraftView>> StartDraftAsync(
        [ID] Guid id, string procedure, bool useRegister, ClaimsPrincipal user, Drafts drafts, IMessageBus bus, TimeProvider time, CancellationToken cancellation)
    {
        var actor = Actor.From(user)!;
        if (await bus.InvokeAsync<Bundle?>(new GetActiveBundle(procedure), cancellation: cancellation) is not { Settings.Offered: true } bundle)
            return MutationResult.Refuse(new ServiceNotFound());
        if (!TrustLevels.Reaches(actor.TrustLevel, bundle.Settings.TrustLevel))
            return MutationResult.Refuse(new TrustTooLow(bundle.Settings.TrustLevel));
        if (await drafts.FindAsync(id, actor.Id, cancellation) is { } already)
            return new DraftView(already, await bus.InvokeAsync<Bundle>(new GetBundle(already.Bundle), cancellation: cancellation));

        var now = time.GetUtcNow();
        var draft = new Draft(id, actor.Id, procedure, bundle.Hash, FeelContext.Empty, ImmutableDictionary<string, DraftOrigin>.Empty, [], now);
        var form = bundle.Forms[bundle.Settings.ApplicationForm];
        draft = await WithAccountAsync(draft, form, bus, now, cancellation);
        if (useRegister)
            draft = await WithRegisterAsync(draft, form, bundle.Settings, bus, cancellation);
        return await drafts.SaveAsync(draft, cancellation) ? new DraftView(draft, bundle) : MutationResult.Refuse(new DraftNotFound());
    }

    private static async Task<Draft> WithAccountAsync(Draft draft, Form form, IMessageBus bus, DateTimeOffset now, CancellationToken cancellation) =>
        await bus.InvokeAsync<Citizen?>(new GetCitizen(draft.Person), cancellation: cancellation) is { } citizen
            ? draft.With(Filled(form, "konto", field => field switch
            {
                "givenName" => citizen.GivenName,
                "familyName" => citizen.FamilyName,
                "birthDate" => citizen.BirthDate.ToString("O", CultureInfo.InvariantCulture),
                "email" => citizen.Email,
                _ => null,
            }), "account", now)
            : draft;

    private static async Task<Draft> WithRegisterAsync(
        Draft draft, Form form, ProcedureSettings settings, IMessageBus bus, CancellationToken cancellation)
    {
        var purpose = $"{settings.Title.De}: Vorschau im Antrag";
        if (await bus.InvokeAsync<ResidentAnswer>(new LookUpResident(draft.Person, purpose), cancellation: cancellation) is not ResidentAnswer.Found { Resident: var resident })
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
        return draft.With([.. known, .. taken], "register:melderegister", resident.RetrievedAt);
    }

    /// <summary>The fields that name a source and one of its fields (<c>properties.source</c>, <c>properties.sourceField</c>), as far as the source knows them.</summary>
    private static IEnumerable<(string Path, FeelValue Value)> Filled(Form form, string source, Func<string, string?> know) =>
        from field in form.AllFields
        where field.Source == source && field.Properties.ContainsKey("sourceField")
        let value = know(field.Properties["sourceField"])
        where value is not null
        select (field.Key, (FeelValue)new FeelString(value));
}
