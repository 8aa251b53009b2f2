using System.Security.Claims;
using Marten;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Periods;

namespace Verwaltung.Parking;

/// <summary>The holder gives the permit back, or a clerk enters that it came back; from today on it is no longer valid.</summary>
internal sealed record ReturnPermit(Guid Permit, PersonId By, bool IsClerk) : IAsk<Outcome<Done>>;

/// <summary>A sheet was lost or cannot be read: the permit gets a new number, the old sheet is void.</summary>
internal sealed record ReplacePermit(Guid Permit, PersonId By, bool IsClerk) : IAsk<Outcome<Done>>;

internal static class ReturnPermitHandler
{
    public static async Task<Outcome<Done>> HandleAsync(ReturnPermit command, IDocumentSession session, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Permit>(command.Permit, cancellation);
        var now = time.GetUtcNow();
        if (Refuse(stream.Aggregate, command.By, command.IsClerk, now) is { } refusal) return refusal;
        stream.AppendOne(new PermitReturned(LegalTime.Day(now), command.By, now));
        return new Done();
    }

    public static async Task<Outcome<Done>> HandleAsync(
        ReplacePermit command, IDocumentSession session, PermitRegister register, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Permit>(command.Permit, cancellation);
        var now = time.GetUtcNow();
        if (Refuse(stream.Aggregate, command.By, command.IsClerk, now) is { } refusal) return refusal;
        var number = await register.NextNumberAsync(PermitRegister.ZoneCode(stream.Aggregate!.Number), now, cancellation);
        stream.AppendOne(new PermitReplaced(number, command.By, now));
        return new Done();
    }

    private static Refusal? Refuse(Permit? permit, PersonId by, bool isClerk, DateTimeOffset now) => permit switch
    {
        null => new PermitNotFound(),
        _ when permit.Holder != by && !isClerk => new PermitNotFound(),
        { State: not PermitState.Valid } => new PermitOver(),
        _ when permit.ValidTo < LegalTime.Day(now) => new PermitOver(),
        _ => null,
    };
}

[MutationType]
internal static class ReturnPermitMutations
{
    [Authorize]
    [GraphQLDescription("Gives a permit back: it is not valid any more from today on. For its holder, and for clerks of the team that issues permits.")]
    [Error(typeof(PermitNotFound)), Error(typeof(PermitOver))]
    public static Task<Outcome<PermitView>> ReturnPermitAsync(
        [ID] Guid permitId, Actor actor, [Service] ParkingTeam team, IRunner runner, PermitRegister register, CancellationToken cancellation) =>
        RunAsync(new ReturnPermit(permitId, actor.Id, team.Has(actor)), permitId, actor, runner, register, cancellation);

    [Authorize(Policy = ParkingModule.ClerkPolicy)]
    [GraphQLDescription(
        "Gives a permit a new number, because its sheet was lost or cannot be read; the old sheet is void. For clerks of the team that issues permits.")]
    [Error(typeof(PermitNotFound)), Error(typeof(PermitOver))]
    public static Task<Outcome<PermitView>> ReplacePermitAsync(
        [ID] Guid permitId, Actor actor, IRunner runner, PermitRegister register, CancellationToken cancellation) =>
        RunAsync(new ReplacePermit(permitId, actor.Id, IsClerk: true), permitId, actor, runner, register, cancellation);

    private static async Task<Outcome<PermitView>> RunAsync(
        IAsk<Outcome<Done>> command, Guid permit, Actor actor, IRunner runner, PermitRegister register, CancellationToken cancellation) =>
        (await runner.InvokeAsync(command, new InvokeOptions { By = actor.Id.ToString() }, cancellation)).Why is { } refusal
            ? refusal
            : (await register.FindAsync(permit, cancellation))!;
}
