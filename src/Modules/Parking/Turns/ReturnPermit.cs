using System.Security.Claims;
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
    public static Decision Decide(ReturnPermit command, Permit? permit, Context context) =>
        PermitRights.Refuse(permit, command.By, command.IsClerk, context.Now) is { } refusal
            ? refusal
            : Decision.Of(new PermitReturned(LegalTime.Day(context.Now), command.By, context.Now));
}

internal static class ReplacePermitHandler
{
    /// <returns>The number of the new sheet; null where there will be none.</returns>
    public static async Task<string?> LoadAsync(
        ReplacePermit command, Permit? permit, Context context, PermitRegister register, CancellationToken cancellation) =>
        PermitRights.Refuse(permit, command.By, command.IsClerk, context.Now) is not null ? null
            : await register.NextNumberAsync(PermitRegister.ZoneCode(permit!.Number), context.Now, cancellation);

    public static Decision Decide(ReplacePermit command, Permit? permit, string? number, Context context) =>
        PermitRights.Refuse(permit, command.By, command.IsClerk, context.Now) is { } refusal
            ? refusal
            : Decision.Of(new PermitReplaced(number!, command.By, context.Now));
}

internal static class PermitRights
{
    /// <summary>A valid permit is its holder's to give back, or a clerk's; null: it may be done.</summary>
    public static Refusal? Refuse(Permit? permit, PersonId by, bool isClerk, DateTimeOffset now) => permit switch
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
