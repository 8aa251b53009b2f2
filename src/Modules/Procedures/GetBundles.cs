using Verwaltung.Procedures.Contracts;

namespace Verwaltung.Procedures;

internal static class GetBundleHandler
{
    public static Task<Bundle> HandleAsync(GetBundle query, Bundles bundles, CancellationToken cancellation) =>
        bundles.GetAsync(query.Hash, cancellation);

    public static Task<Bundle?> HandleAsync(GetActiveBundle query, Bundles bundles, CancellationToken cancellation) =>
        bundles.GetActiveAsync(query.ProcedureKey, cancellation);

    public static async Task<IReadOnlyList<Bundle>> HandleAsync(ListActiveBundles _, Bundles bundles, CancellationToken cancellation) =>
        [.. (await bundles.ListActiveAsync(cancellation)).Select(active => active.Bundle)];
}
