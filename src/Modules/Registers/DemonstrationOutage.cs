using Npgsql;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;

namespace Verwaltung.Registers;

/// <summary>Whether the demonstration register answers (<c>up</c>), refuses (<c>down</c>) or lets callers wait (<c>slow</c>).</summary>
internal sealed class DemonstrationOutage(NpgsqlDataSource database)
{
    public async Task<string> StateAsync(CancellationToken cancellation) =>
        await database.ScalarAsync<string>("select state from demonstration_register", cancellation) ?? "up";

    public Task SwitchAsync(string state, CancellationToken cancellation) => database.ExecuteAsync(
        "insert into demonstration_register (state) values ($1) on conflict (single) do update set state = excluded.state", cancellation, state);
}

[ObjectType("DemonstrationRegister")]
[GraphQLDescription("The resident register of the demonstration.")]
internal sealed record DemonstrationRegisterState(
    [property: GraphQLDescription("up, down or slow.")] string State,
    [property: GraphQLDescription("How many invented people it knows.")] int People);

[QueryType]
internal static class DemonstrationRegisterQueries
{
    [Authorize(Roles = RoleNames.Operator)]
    [GraphQLDescription("The resident register of the demonstration; null in a real installation.")]
    public static async Task<DemonstrationRegisterState?> DemonstrationRegisterAsync(
        [Service] DemonstrationSettings settings, DemonstrationOutage outage, DemonstrationPopulation population, CancellationToken cancellation) =>
        settings.IsOn ? new(await outage.StateAsync(cancellation), population.All.Count()) : null;
}
