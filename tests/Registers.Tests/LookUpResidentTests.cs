using System.Diagnostics;
using System.Net;
using Verwaltung.Registers.Contracts;
using Xunit;

namespace Verwaltung.Registers.Tests;

public sealed class LookUpResidentTests(RegistersDatabase database) : IClassFixture<RegistersDatabase>
{
    private const string Purpose = "Bewohnerparkausweis: Vorschau im Antrag";

    [Fact]
    public async Task Who_is_registered_is_found_with_the_fields_that_were_asked_for()
    {
        await using var host = await RegistersHost.StartAsync(database);

        var answer = await host.Bus.InvokeAsync<ResidentAnswer>(new LookUpResident(Neighbours.Leyla, Purpose));

        Assert.Equal(new ResidentAnswer.Found(new("Gutenbergstraße", "31", null, "44139", "Dortmund", true, new(2019, 5, 1), host.Clock.GetUtcNow())), answer);
    }

    [Fact]
    public async Task Whoever_is_blocked_looks_like_whoever_is_not_there()
    {
        await using var host = await RegistersHost.StartAsync(database);
        var blocked = host.Neighbours.Add("Svenja", "Arndt", new(1993, 7, 7));
        var unknown = host.Neighbours.Add("Svenja", "Niemand", new(1993, 7, 7));

        Assert.Equal(
            await host.Bus.InvokeAsync<ResidentAnswer>(new LookUpResident(unknown, Purpose)),
            await host.Bus.InvokeAsync<ResidentAnswer>(new LookUpResident(blocked, Purpose)));
    }

    [Fact]
    public async Task Two_people_alike_are_an_ambiguous_answer()
    {
        await using var host = await RegistersHost.StartAsync(database);
        var twin = host.Neighbours.Add("Kim", "Doppelgänger", new(1980, 1, 1));

        Assert.Equal(new ResidentAnswer.Ambiguous(host.Clock.GetUtcNow()), await host.Bus.InvokeAsync<ResidentAnswer>(new LookUpResident(twin, Purpose)));
    }

    [Fact]
    public async Task Every_question_is_logged_with_its_purpose_and_without_values()
    {
        await using var own = new RegistersDatabase();
        await own.InitializeAsync();
        await using var host = await RegistersHost.StartAsync(own);

        await host.Bus.InvokeAsync<ResidentAnswer>(new LookUpResident(Neighbours.Leyla, Purpose));
        await host.SwitchAsync("down");
        await host.Bus.InvokeAsync<ResidentAnswer>(new LookUpResident(Neighbours.Leyla, Purpose));

        Assert.Equal(
            [$"melderegister|{Neighbours.Leyla}|∅|{Purpose}|familyName,givenName,birthDate|True", $"melderegister|{Neighbours.Leyla}|∅|{Purpose}|familyName,givenName,birthDate|False"],
            await own.RowsAsync("select register, person, case_id, purpose, array_to_string(sent, ','), answered from register_log order by answered desc"));
    }

    [Theory]
    [InlineData("down")]
    [InlineData("slow")]
    public async Task A_register_that_is_down_or_slow_is_a_normal_answer_within_the_limit(string state)
    {
        await using var own = new RegistersDatabase();
        await own.InitializeAsync();
        await using var host = await RegistersHost.StartAsync(own, timeOut: "00:00:01");
        Assert.Equal(HttpStatusCode.NoContent, await host.SwitchAsync(state));

        var watch = Stopwatch.StartNew();
        var answer = await host.Bus.InvokeAsync<ResidentAnswer>(new LookUpResident(Neighbours.Leyla, Purpose));

        Assert.IsType<ResidentAnswer.Unavailable>(answer);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task A_register_that_nobody_runs_is_unavailable()
    {
        await using var host = await RegistersHost.StartAsync(database, registerAddress: "http://127.0.0.1:9/search");

        Assert.IsType<ResidentAnswer.Unavailable>(await host.Bus.InvokeAsync<ResidentAnswer>(new LookUpResident(Neighbours.Leyla, Purpose)));
    }

    [Fact]
    public async Task Only_an_operator_may_switch_the_register_off()
    {
        await using var host = await RegistersHost.StartAsync(database);

        Assert.Equal(HttpStatusCode.Forbidden, await host.SwitchAsync("down", "clerk"));
        Assert.Equal(HttpStatusCode.BadRequest, await host.SwitchAsync("broken"));
    }
}
