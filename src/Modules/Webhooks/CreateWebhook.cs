using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;

namespace Verwaltung.Webhooks;

internal sealed record CreateWebhook(Guid Id, string Url, string[]? Teams, string? ProcedureKey, string[]? Kinds, bool FromBeginning) : IAsk<CreatedWebhook>;

/// <summary>A new webhook.</summary>
/// <param name="Secret">What its deliveries are signed with. Shown this once; null when the webhook was there already.</param>
[ObjectType]
internal sealed record CreatedWebhook(Webhook Webhook, string? Secret);

internal static class CreateWebhookHandler
{
    private const string Insert = """
        insert into webhooks (webhook_id, url, secret, teams, procedure_key, kinds, position, created_at)
        values ($1, $2, $3, $4::varchar[], $5::varchar, $6::varchar[], $7, $8)
        """;

    public static async Task<CreatedWebhook> HandleAsync(
        CreateWebhook command, IDocumentSession session, WebhookBook book, IRunner runner, TimeProvider time, CancellationToken cancellation)
    {
        if (await book.FindAsync(command.Id, cancellation) is { } known)
            return new(Webhook.Of(known), null);

        var position = command.FromBeginning
            ? 0
            : (await runner.InvokeAsync<CaseChangesRead>(new ReadCaseChanges(long.MaxValue, 1, null), cancellation: cancellation)).Mark;
        var key = WebhookSignature.NewKey();
        var made = new WebhookRow(
            command.Id, command.Url, await book.SealAsync(command.Id, key, cancellation), command.Teams, command.ProcedureKey, command.Kinds,
            position, time.GetUtcNow(), null, null);
        session.Enlist(Commands.Of(Insert, made.Id, made.Url, made.Secret, made.Teams, made.ProcedureKey, made.Kinds, made.Position, made.CreatedAt));
        return new(Webhook.Of(made), WebhookSignature.Shown(key));
    }
}
