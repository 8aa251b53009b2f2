using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using Verwaltung.Events;
using Verwaltung.Feel;
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
    [Error(typeof(ServiceNotFound)), Error(typeof(TrustTooLow))]
    public static async Task<MutationResult<DraftView>> StartDraftAsync(
        [ID] Guid id, string procedure, bool useRegister, ClaimsPrincipal user, Drafts drafts, IMessageBus bus, TimeProvider time, CancellationToken cancellation)
    {
        var actor = Actor.From(user)!;
        if (await bus.InvokeAsync<Bundle?>(new GetActiveBundle(procedure), cancellation: cancellation) is not { } bundle)
            return MutationResult.Refuse(new ServiceNotFound());
        if (!TrustLevels.Reaches(actor.TrustLevel, bundle.Settings.TrustLevel))
            return MutationResult.Refuse(new TrustTooLow(bundle.Settings.TrustLevel));
        if (await drafts.FindAsync(id, actor.Id, cancellation) is { } already)
            return new DraftView(already, bundle);

        var now = time.GetUtcNow();
        var draft = new Draft(id, actor.Id, procedure, bundle.Hash, FeelContext.Empty, ImmutableDictionary<string, DraftOrigin>.Empty, [], now);
        draft = await WithAccountAsync(draft, bus, now, cancellation);
        draft = await WithRegisterAsync(draft, useRegister, bundle, bus, now, cancellation);
        await drafts.SaveAsync(draft, cancellation);
        return new DraftView(draft, bundle);
    }

    private static async Task<Draft> WithAccountAsync(Draft draft, IMessageBus bus, DateTimeOffset now, CancellationToken cancellation) =>
        await bus.InvokeAsync<Citizen?>(new GetCitizen(draft.Person), cancellation: cancellation) is { } citizen
            ? draft.With(
                [
                    ("antragsteller.vorname", new FeelString(citizen.GivenName)),
                    ("antragsteller.nachname", new FeelString(citizen.FamilyName)),
                    ("antragsteller.geburtsdatum", new FeelString(citizen.BirthDate.ToString("O", CultureInfo.InvariantCulture))),
                    .. citizen.Email is { } email ? [("antrag.email", new FeelString(email))] : Array.Empty<(string, FeelValue)>(),
                ], "account", now)
            : draft;

    private static async Task<Draft> WithRegisterAsync(
        Draft draft, bool wanted, Bundle bundle, IMessageBus bus, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!wanted)
            return draft.With([("antrag.anschriftQuelle", new FeelString("eingabe"))], "applicant", now);

        var purpose = $"{bundle.Settings.Title.De}: Vorschau im Antrag";
        return await bus.InvokeAsync<ResidentAnswer>(new LookUpResident(draft.Person, purpose), cancellation: cancellation) switch
        {
            ResidentAnswer.Found { Resident: var resident } => draft.With(
                [
                    ("antrag.anschriftQuelle", new FeelString("melderegister")),
                    ("antrag.strasse", new FeelString(resident.Street)),
                    ("antrag.hausnummer", new FeelString(resident.FullHouseNumber)),
                    ("antrag.plz", new FeelString(resident.Postcode)),
                    ("antrag.ort", new FeelString(resident.City)),
                ], "register:melderegister", resident.RetrievedAt),
            ResidentAnswer.Unavailable => draft.With([("antrag.anschriftQuelle", new FeelString("nicht-erreichbar"))], "register:melderegister", now),
            _ => draft.With([("antrag.anschriftQuelle", new FeelString("nicht-gefunden"))], "register:melderegister", now),
        };
    }
}
