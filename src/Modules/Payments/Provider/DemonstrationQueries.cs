using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Payments;

[ObjectType("DemonstrationTransaction")]
[GraphQLDescription("A payment at the demonstration's payment provider.")]
internal sealed record DemonstrationTransactionView(
    decimal Amount, string Purpose, string Description,
    [property: GraphQLDescription("INITIAL, PAYED, FAILED or CANCELED.")] string Status,
    [property: GraphQLDescription("Path to which the payer goes back.")] string ReturnPath);

[QueryType]
internal static class DemonstrationQueries
{
    [GraphQLDescription("What is to be paid at the demonstration's payment provider; null in a real installation. Whoever knows the id may pay.")]
    public static async Task<DemonstrationTransactionView?> DemonstrationTransactionAsync(
        [ID] Guid id, [Service] DemonstrationSettings settings, DemonstrationLedger ledger, CancellationToken cancellation) =>
        settings.IsOn && await ledger.FindAsync(id, cancellation) is { } found
            ? new(found.Amount, found.Purpose, found.Description, found.Status, new Uri(found.RedirectUrl).PathAndQuery)
            : null;

    [Authorize(Roles = RoleNames.Operator)]
    [GraphQLDescription("How the demonstration's payment provider behaves: up, down, slow, silent or twice; null in a real installation.")]
    public static async Task<string?> DemonstrationProviderAsync(
        [Service] DemonstrationSettings settings, DemonstrationLedger ledger, CancellationToken cancellation) =>
        settings.IsOn ? await ledger.StateAsync(cancellation) : null;
}
