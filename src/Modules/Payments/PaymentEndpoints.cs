using System.Text.Json;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Verwaltung.Events;
using Verwaltung.Messaging;

namespace Verwaltung.Payments;

/// <summary>Body of a provider's callback: which request, which transaction. What it says about the payment is not believed.</summary>
internal sealed record PaymentCallback(string? RequestId, string? TransactionId);

/// <summary>Where provider and payer come back to. Both are hints to ask for the status, nothing more.</summary>
internal static class PaymentEndpoints
{
    public const string CallbackPath = "/payments/callback";
    private const int MostBytes = 16 * 1024;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(CallbackPath, CallBackAsync).AllowAnonymous().DisableAntiforgery();
        app.MapGet("/payments/{payment:guid}/return", ReturnAsync).AllowAnonymous();
    }

    private static async Task<IResult> CallBackAsync(
        HttpContext context, PaymentSettings settings, DemonstrationLedger demonstration, PaymentBook book, IRunner runner, CancellationToken cancellation)
    {
        var secret = settings.CallbackSecret ?? (settings.IsDemonstration ? await demonstration.SecretAsync(cancellation) : null);
        if (secret is null) return Results.NotFound();
        if (await BodyAsync(context.Request, cancellation) is not { } body) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (!Signature.Fits(secret, body, context.Request.Headers[Signature.Header].ToString())) return Results.Unauthorized();
        if (Read(body) is not { } attempt) return Results.BadRequest();
        if (await book.FindByAttemptAsync(attempt, cancellation) is { } payment) await runner.PublishAsync(new CheckPayment(payment, attempt, 0), cancellation);
        return Results.Accepted();
    }

    /// <summary>The payer is back: ask at once, and show what is known. Who comes here proves nothing and learns nothing.</summary>
    private static async Task<IResult> ReturnAsync(Guid payment, IDocumentStore store, IRunner runner, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession();
        if (await session.Events.FetchLatest<Payment>(payment, cancellation) is not { } found) return Results.NotFound();
        await runner.InvokeAsync(new CheckRunning(payment), cancellation: cancellation);
        return Results.LocalRedirect($"/my/{found.Case}/payment");
    }

    private static async Task<byte[]?> BodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var buffer = new byte[4096];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellation)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > MostBytes) return null;
        }

        return body.ToArray();
    }

    private static Guid? Read(byte[] body)
    {
        try
        {
            return Guid.TryParse(JsonSerializer.Deserialize<PaymentCallback>(body, JsonSerializerOptions.Web)?.RequestId, out var attempt) ? attempt : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
