using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases;

/// <summary>The name of who has taken a task, for those who are told that it is not theirs.</summary>
internal sealed record HolderName(string Text)
{
    /// <returns>Null where nobody else has taken it.</returns>
    public static async Task<HolderName?> LoadAsync(Case? @case, Guid task, Actor actor, IRunner runner, CancellationToken cancellation) =>
        @case?.Claims.TryGetValue(task, out var holder) == true && !actor.Acts(holder) ? new(await runner.NameAsync(holder, cancellation)) : null;
}
