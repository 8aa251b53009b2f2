using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;

namespace Verwaltung.Parking;

/// <summary>
/// Gives the invented Dirk Bolte of Gutenbergstraße 40 a permit, once, so that an application of his for a second car finds it.
/// Person, plate and term are made up; the plate may exist by chance. Setting <c>Demonstration:People</c>.
/// </summary>
internal sealed class DemonstrationPermit(
    EventStore store, IMessageBus bus, PermitRegister register, TimeProvider time, IConfiguration configuration, IHostEnvironment environment) : IHostedService
{
    private static readonly PersonId Holder = new(Guid.Parse("0193a3f0-0001-7000-8000-000000000009"));
    private static readonly Guid Id = Guid.Parse("0193a3f0-0003-7000-8000-000000000009");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!configuration.GetValue("Demonstration:People", environment.IsDevelopment()) || await KnownOrForgottenAsync(cancellationToken)) return;
        var now = time.GetUtcNow();
        var from = new DateOnly(LegalTime.Day(now).Year, LegalTime.Day(now).Month, 1);
        await using var session = store.OpenSession();
        session.StartStream<Permit>(Id, new PermitIssued(
            await register.NextNumberAsync("GU", now, cancellationToken), Holder, "Gutenbergstraße", "DO-DB 640", from, from.AddYears(1).AddDays(-1), null, now));
        session.Protect(Id, Holder.Value);
        try
        {
            await session.SaveChangesAsync(cancellationToken);
        }
        catch (StreamExistsException)
        {
            return; // Another host on the same database was faster; the permit is there.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> KnownOrForgottenAsync(CancellationToken cancellation)
    {
        await using var session = store.OpenSession();
        return await session.AggregateStreamAsync<Permit>(Id, cancel: cancellation) is not null
            || await bus.InvokeAsync<Citizen?>(new GetCitizen(Holder), cancellation: cancellation) is null
            || (await register.OfAsync(Holder, cancellation)).Count > 0;
    }
}
