using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases;

internal static class PersonNames
{
    public static async Task<string> NameAsync(this IMessageBus bus, PersonId person, CancellationToken cancellation) =>
        (await bus.InvokeAsync<PeopleNames>(new GetPeople([person]), cancellation: cancellation))[person];
}
