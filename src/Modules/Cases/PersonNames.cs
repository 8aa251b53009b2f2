using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases;

internal static class PersonNames
{
    public static async Task<string> NameAsync(this IRunner runner, PersonId person, CancellationToken cancellation) =>
        (await runner.InvokeAsync<PeopleNames>(new GetPeople([person]), cancellation: cancellation))[person];
}
