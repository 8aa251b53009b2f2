using System.Security.Claims;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Parking;

/// <summary>The team whose clerks read and change the register. Setting <c>Parking:Team</c>; the office's if it is not set.</summary>
internal sealed record ParkingTeam(string Key)
{
    public bool Has(Actor actor) => actor.IsStaff && actor.Has(RoleNames.Clerk) && actor.IsIn(Key);
}
