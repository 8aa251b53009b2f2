using System.Security.Claims;
using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Registers.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Parking;

/// <summary>
/// Opens the case in which it is examined whether a permit is revoked (§ 22, § 49(2) VwVfG NRW); the case is named by the report that led to it.
/// </summary>
/// <param name="By">The clerk who found out; nobody if the register reported it.</param>
/// <param name="Channel"><c>register</c>: the resident register reported it; <c>office</c>: a clerk found out.</param>
internal sealed record StartRevocation(CaseId Case, PermitView Permit, DateOnly MovedOutOn, PersonId By, string Channel) : IAsk<CaseStarted?>;

internal static class StartRevocationHandler
{
    public const string Procedure = "resident-parking-permit-revocation";

    /// <summary>Whoever moves within the zone keeps the permit: the case looks at the new address before anybody is heard.</summary>
    public static async Task HandleAsync(ResidentMoved moved, IRunner runner, PermitRegister register, CancellationToken cancellation)
    {
        foreach (var permit in await register.OfAsync(moved.Person, cancellation))
            if (permit is { Status: PermitStatus.Valid or PermitStatus.Upcoming, EndsOn: null })
            {
                await runner.InvokeAsync<CaseStarted?>(
                    new StartRevocation(new(moved.Notice), permit, moved.On, default, "register"), cancellation: cancellation);
                return;
            }
    }

    public static async Task<CaseStarted?> HandleAsync(StartRevocation command, IRunner runner, CancellationToken cancellation)
    {
        var holder = new PersonId(command.Permit.HolderId);
        return await runner.InvokeAsync<Citizen?>(new GetCitizen(holder), cancellation: cancellation) is { } citizen
            ? await runner.InvokeAsync<CaseStarted>(
                new StartCase(
                    command.Case, Procedure, holder, command.By, command.Channel,
                    [
                        new(ValueOrigin.Account, PermitCases.PersonOf(citizen)), new(ParkingModule.Origin, PermitCases.Of(command.Permit)),
                        new(command.Channel == "register" ? ValueOrigin.Register("melderegister") : ValueOrigin.Clerk,
                            FeelContext.Empty.WithPath("wegzug.am", PermitAnswers.Iso(command.MovedOutOn))),
                    ],
                    [], citizen.Language),
                cancellation: cancellation)
            : null;
    }
}

[GraphQLDescription("A case that examines a revocation.")]
[ObjectType]
internal sealed record RevocationStarted(
    [property: ID, GraphQLDescription("The case.")] Guid CaseId, [property: GraphQLDescription("Its file number.")] string FileNumber);

[MutationType]
internal static class StartRevocationMutation
{
    [Authorize(Policy = ParkingModule.ClerkPolicy)]
    [GraphQLDescription(
        "Opens a case that examines whether a permit is revoked because its holder moved out; "
        + "the holder is heard first (§ 28 VwVfG NRW). The same `caseId` again answers with the first case.")]
    [Error(typeof(PermitNotFound)), Error(typeof(PermitOver))]
    public static async Task<Outcome<RevocationStarted>> StartRevocationAsync(
        [ID] Guid caseId, [ID] Guid permitId, DateOnly movedOutOn, Actor actor, IRunner runner, PermitRegister register, CancellationToken cancellation)
    {
        if (await register.FindAsync(permitId, cancellation) is not { } permit) return new PermitNotFound();
        if (permit.Status is not (PermitStatus.Valid or PermitStatus.Upcoming) || permit.EndsOn is not null) return new PermitOver();
        return await runner.InvokeAsync<CaseStarted?>(
            new StartRevocation(new(caseId), permit, movedOutOn, actor.Id, "office"), new InvokeOptions { By = actor.Id.ToString() },
            cancellation) is { } started
            ? new RevocationStarted(started.Case.Value, started.FileNumber)
            : new PermitNotFound();
    }
}
