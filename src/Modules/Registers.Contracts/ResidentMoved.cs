using Verwaltung.Organisation.Contracts;
using Wolverine.Attributes;

namespace Verwaltung.Registers.Contracts;

/// <summary>
/// The resident register reports that a person has moved (§ 33, § 34 BMG: regular transmission). Durable; whoever granted something because of the
/// old address looks at it again. The new address is not in it: who needs it asks for it, with a purpose that is recorded.
/// </summary>
/// <param name="Notice">Names this one report; the same again is the same report.</param>
/// <param name="On">The day of the move.</param>
[MessageIdentity("registers.resident_moved")]
public sealed record ResidentMoved(Guid Notice, PersonId Person, DateOnly On);
