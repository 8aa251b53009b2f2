using System.Runtime.CompilerServices;
using System.Security.Claims;
using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases;

/// <summary>Tells the teams that a changed case is or was with, on a topic for each team: nobody's inbox looks at the cases of others.</summary>
internal sealed class InboxTopics(Topics topics, IDocumentStore store, ILogger<InboxTopics> log) : BackgroundService
{
    private const string Prefix = "inbox:";

    public static string Of(string team) => Prefix + team;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var id in topics.Subscribe("case").WithCancellation(stoppingToken))
            if (topics.HasSubscribers(Prefix))
                foreach (var team in await TeamsAsync(Guid.Parse(id), stoppingToken))
                    topics.Publish(Of(team), id);
    }

    private async Task<IEnumerable<string>> TeamsAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            await using var session = store.LightweightSession();
            return (await session.Events.FetchLatest<Case>(id, cancellation))?.Teams ?? [];
        }
        catch (Exception fault) when (fault is NpgsqlException or IOException or TimeoutException)
        {
            log.LogWarning(fault, "The teams of case {Case} are not told that it changed", id);
            return [];
        }
    }
}

/// <summary>Something in the inbox is not as it was.</summary>
[ObjectType]
internal sealed record InboxChange([property: ID, GraphQLDescription("The case that changed last.")] Guid CaseId);

[ExtendObjectType(typeof(InboxChange))]
internal static class InboxChangeFields
{
    [GraphQLDescription("How many rows each view of the inbox has now.")]
    public static Task<InboxCounts> CountsAsync(Actor actor, NpgsqlDataSource source, TimeProvider time, CancellationToken cancellation) =>
        InboxCountsQueries.InboxCountsAsync(actor, source, time, cancellation);
}

[SubscriptionType]
internal static class InboxSubscriptions
{
    /// <summary>People read four changes a second no better than one, and every open inbox is told of each.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    [Authorize(Policy = CasesModule.StaffPolicy)]
    [GraphQLDescription("Tells that a case of the signed-in person's teams came, went or changed; changes within a quarter of a second are told together.")]
    public static async IAsyncEnumerable<InboxChange> InboxChangedAsync(Actor actor, Topics topics, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var id in topics.Latest(Pause, [.. actor.Teams.Select(InboxTopics.Of)], cancellationToken: cancellation))
            yield return new InboxChange(Guid.Parse(id));
    }
}
