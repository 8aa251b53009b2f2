using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Registers.Contracts;

namespace Verwaltung.Portal;

[MutationType, Authorize]
internal static class StartDraft
{
    [GraphQLDescription(
        "Begins an application with what the account knows. With `useRegister` the address is fetched from the resident register, "
        + "to be seen before it is used (§ 5 EGovG). The same `id` again answers with the draft that is there.")]
    [Error(typeof(ServiceNotFound)), Error(typeof(TrustTooLow)), Error(typeof(DraftNotFound))]
    public static async Task<Outcome<DraftView>> StartDraftAsync(
        [ID] Guid id, string procedure, bool useRegister, Actor actor, Drafts drafts, IRunner runner, TimeProvider time, CancellationToken cancellation)
    {
        if (await runner.InvokeAsync<Bundle?>(new GetActiveBundle(procedure), cancellation: cancellation) is not { Settings.Offered: true } bundle)
            return new ServiceNotFound();
        if (!TrustLevels.Reaches(actor.TrustLevel, bundle.Settings.TrustLevel))
            return new TrustTooLow(bundle.Settings.TrustLevel);
        if (await drafts.FindAsync(id, actor.Id, cancellation) is { } already)
            return new DraftView(already, await runner.InvokeAsync<Bundle>(new GetBundle(already.Bundle), cancellation: cancellation));

        var now = time.GetUtcNow();
        var draft = new Draft(id, actor.Id, procedure, bundle.Hash, FeelContext.Empty, ImmutableDictionary<string, DraftOrigin>.Empty, [], now);
        var form = bundle.Forms[bundle.Settings.ApplicationForm];
        draft = await DraftSources.WithAccountAsync(draft, form, runner, now, cancellation);
        if (useRegister)
            draft = await DraftSources.WithRegisterAsync(draft, form, $"{bundle.Settings.Title.De}: Vorschau im Antrag", null, runner, cancellation);
        return await drafts.SaveAsync(draft, cancellation) ? new DraftView(draft, bundle) : new DraftNotFound();
    }
}
