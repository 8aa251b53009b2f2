using JasperFx.Events;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Parking;

/// <summary>Something that happened to a permit.</summary>
[ObjectType("PermitEvent")]
[GraphQLDescription("Something that happened to a permit.")]
internal sealed record PermitHappening(
    [property: GraphQLDescription("When it was entered.")] DateTimeOffset At,
    [property: GraphQLDescription("Wire name of the event, for example `permit_issued`.")] string Kind,
    [property: GraphQLIgnore] PersonId? By)
{
    [GraphQLDescription("The number that the permit has since then, or that of the permit that follows it.")]
    public string? Number { get; init; }
    [GraphQLDescription("The plate that it is for since then.")]
    public string? Plate { get; init; }
    [GraphQLDescription("First day on which it is no longer valid.")]
    public DateOnly? On { get; init; }
    [ID, GraphQLDescription("The case that it comes from.")]
    public Guid? CaseId { get; init; }
}

[ExtendObjectType(typeof(PermitView))]
internal static class PermitOfficeFields
{
    [Authorize(Policy = ParkingModule.ClerkPolicy)]
    [GraphQLDescription("Name of the holder. For clerks of the team that issues permits.")]
    public static async Task<string?> HolderNameAsync([Parent] PermitView permit, DataLoader<PersonId, AskerName> names) =>
        (await names.LoadAsync(new(permit.HolderId)))?.Name;

    [Authorize(Policy = ParkingModule.ClerkPolicy)]
    [GraphQLDescription("What happened to it, oldest first. For clerks of the team that issues permits.")]
    public static async Task<IReadOnlyList<PermitHappening>> HistoryAsync([Parent] PermitView permit, Streams streams, CancellationToken cancellation) =>
        [.. (await streams.ReadAsync(permit.Id, cancellation)).Select(Tell)];

    private static PermitHappening Tell(IEvent e)
    {
        var told = new PermitHappening(e.Timestamp, e.EventTypeName.Split('.')[0], null);
        return e.Data switch
        {
            PermitIssued issued => told with { Number = issued.Number, Plate = issued.Plate, CaseId = issued.Case },
            PermitPlateChanged changed => told with { Number = changed.Number, Plate = changed.Plate, CaseId = changed.Case },
            PermitReplaced replaced => told with { Number = replaced.Number, By = replaced.By },
            PermitRenewed renewed => told with { Number = renewed.NextNumber, CaseId = renewed.Case },
            PermitReturned returned => told with { On = returned.On, By = returned.By },
            PermitRevoked revoked => told with { On = revoked.On, CaseId = revoked.Case },
            _ => told,
        };
    }
}

[ExtendObjectType(typeof(PermitHappening))]
internal static class PermitHappeningFields
{
    [GraphQLDescription("Who did it; null when a case or the calendar did.")]
    public static async Task<string?> ByNameAsync([Parent] PermitHappening happening, DataLoader<PersonId, AskerName> names) =>
        happening.By is { } person ? (await names.LoadAsync(person))?.Name : null;
}
