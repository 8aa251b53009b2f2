using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Organisation;

[ObjectType("RecordedAboutStaff")]
internal sealed record RecordedKind([property: GraphQLDescription("Stable name of what is recorded.")] string Key);

[QueryType]
internal static class RecordedQueries
{
    [Authorize(Policy = OrganisationModule.StaffPolicy)]
    [GraphQLDescription("What is recorded about members of staff, by every part of the house that records something.")]
    public static IReadOnlyList<RecordedKind> RecordedAboutStaff([Service] IEnumerable<RecordedAboutStaff> kinds) =>
        [.. kinds.OrderBy(kind => kind.Order).Select(kind => new RecordedKind(kind.Key))];
}
