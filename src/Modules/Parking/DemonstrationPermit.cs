using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;

namespace Verwaltung.Parking;

/// <summary>
/// Gives invented people a permit, once: Dirk Bolte of Gutenbergstraße 40, so that an application of his for a second car finds it; Renate Vogt of
/// Gutenbergstraße 18, whose permit ends soon and can be renewed; Paul Grote of Löwenstraße 22, who has moved out.
/// People, plates and terms are made up; a plate may exist by chance. Setting <c>Demonstration:People</c>.
/// </summary>
internal sealed class DemonstrationPermit(
    IDocumentStore store, IRunner runner, PermitRegister register, IConfiguration configuration, IHostEnvironment environment) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!configuration.GetValue("Demonstration:People", environment.IsDevelopment())) return;
        foreach (var permit in Permits(register.Today))
            if (!await IsKnownOrForgottenAsync(permit, cancellationToken))
                await runner.InvokeAsync<Permit>(permit, cancellation: cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IEnumerable<EnterPermit> Permits(DateOnly today)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        var soon = today.AddDays(20);
        yield return Of(9, "GU", "Gutenbergstraße", "DO-DB 640", month, month.AddYears(1).AddDays(-1));
        yield return Of(19, "GU", "Gutenbergstraße", "DO-RV 59E", soon.AddYears(-1).AddDays(1), soon);
        yield return Of(20, "LO", "Löwenstraße", "DO-PG 2210", month.AddMonths(-3), month.AddMonths(9).AddDays(-1));
    }

    private static EnterPermit Of(int person, string code, string zone, string plate, DateOnly from, DateOnly to) =>
        new(
            Guid.Parse($"0193a3f0-0003-7000-8000-0000000000{person:00}"), code, new(
                Guid.Parse($"0193a3f0-0001-7000-8000-0000000000{person:00}")), zone, plate, from, to, null);

    private async Task<bool> IsKnownOrForgottenAsync(EnterPermit permit, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession();
        return await session.Events.FetchLatest<Permit>(permit.Permit, cancellation) is not null
            || await runner.InvokeAsync<Citizen?>(new GetCitizen(permit.Holder), cancellation: cancellation) is null
            || (await register.OfAsync(permit.Holder, cancellation)).Count > 0;
    }
}
