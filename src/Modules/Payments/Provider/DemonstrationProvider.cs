using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Payments;

/// <summary>
/// A payment provider to try things with: XBezahldienste over HTTP inside this host, a page to pay on, and a switch to let it fail.
/// It knows this house only by its requests, and this house knows it only by its answers.
/// </summary>
internal static class DemonstrationProvider
{
    public const string Path = "/demo/payment-provider";

    // Not "Bearer": this host itself turns away bearer tokens that are not its own.
    private const string TokenType = "Demonstration";

    private static readonly string[] States = ["up", "down", "slow", "silent", "twice"];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost($"{Path}/token", TokenAsync).AllowAnonymous().DisableAntiforgery();
        app.MapPost($"{Path}/paymenttransaction/{{originator}}/{{endPoint}}", OpenAsync).AllowAnonymous();
        app.MapGet($"{Path}/paymenttransaction/{{originator}}/{{endPoint}}/{{transaction:guid}}", FindAsync).AllowAnonymous();
        app.MapGet($"{Path}/status/{{originator}}/{{endPoint}}", async (DemonstrationLedger ledger, CancellationToken cancellation) =>
            Results.Ok(new { status = await ledger.StateAsync(cancellation) })).AllowAnonymous();
        app.MapPost($"{Path}/transactions/{{transaction:guid}}/end", EndAsync).AllowAnonymous();
        app.MapPost($"{Path}/outage", SwitchAsync).RequireAuthorization(policy => policy.RequireRole(RoleNames.Operator));
    }

    private static async Task<IResult> TokenAsync(HttpContext context, DemonstrationLedger ledger, CancellationToken cancellation)
    {
        var form = await context.Request.ReadFormAsync(cancellation);
        var secret = await ledger.SecretAsync(cancellation);
        return form["grant_type"] == "client_credentials" && Same(form["client_secret"].ToString(), secret)
            ? Results.Json(new { access_token = Token(secret), token_type = TokenType, expires_in = 300 })
            : Results.Json(new { error = "invalid_client" }, statusCode: StatusCodes.Status401Unauthorized);
    }

    private static async Task<IResult> OpenAsync(
        PaymentRequest request, HttpContext context, DemonstrationLedger ledger, IdSource ids, CancellationToken cancellation)
    {
        if (await RefusalAsync(context, ledger, cancellation) is { } refusal) return refusal;
        if (request is not
            {
                Currency: "EUR", GrosAmount: > 0 and <= 999_999, RequestId.Length: > 0 and <= 36, Purpose.Length: <= 27, Description.Length: <= 250,
                Items.Count: > 0 and <= 99,
            })
            return Problem("VALIDATION_ERROR");
        if (request.Items.Sum(item => item.TotalNetAmount + item.TotalTaxAmount) != request.GrosAmount) return Problem("CALCULATION_ERROR");

        var transaction = new DemonstrationTransaction(
            ids.Next(), request.RequestId, request.GrosAmount, request.Purpose, request.Description, request.RedirectUrl, "INITIAL");
        return await ledger.OpenAsync(transaction, cancellation)
            ? Results.Json(Answer(transaction, context), statusCode: StatusCodes.Status201Created)
            : Problem("PAYMENT_EXISTS");
    }

    private static async Task<IResult> FindAsync(Guid transaction, HttpContext context, DemonstrationLedger ledger, CancellationToken cancellation)
    {
        if (await RefusalAsync(context, ledger, cancellation) is { } refusal) return refusal;
        return await ledger.FindAsync(transaction, cancellation) is { } found ? Results.Json(Answer(found, context)) : Results.NotFound();
    }

    /// <summary>The buttons of the page where people pay.</summary>
    private static async Task<IResult> EndAsync(
        Guid transaction, HttpContext context, IAntiforgery antiforgery, DemonstrationLedger ledger, DemonstrationCallback callback,
        CancellationToken cancellation)
    {
        await antiforgery.ValidateRequestAsync(context);
        var status = (await context.Request.ReadFormAsync(cancellation))["outcome"].ToString() switch { "pay" => "PAYED", "fail" => "FAILED", _ => "CANCELED" };
        if (await ledger.FindAsync(transaction, cancellation) is not { } found) return Results.NotFound();
        if (await ledger.EndAsync(transaction, status, cancellation)) await callback.SendAsync(found, cancellation);
        return Results.LocalRedirect(new Uri(found.RedirectUrl).PathAndQuery);
    }

    // A form with its antiforgery token, or JSON from a program: { "state": "down" }.
    private static async Task<IResult> SwitchAsync(HttpContext context, IAntiforgery antiforgery, DemonstrationLedger ledger, CancellationToken cancellation)
    {
        var isForm = context.Request.HasFormContentType;
        if (isForm) await antiforgery.ValidateRequestAsync(context);
        else if (!context.Request.HasJsonContentType()) return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var state = isForm
            ? (await context.Request.ReadFormAsync(cancellation))["state"].ToString()
            : (await context.Request.ReadFromJsonAsync<Wish>(cancellation))?.State;
        if (!States.Contains(state)) return Results.BadRequest(new { error = $"Expected state {string.Join(", ", States)}." });
        await ledger.SwitchAsync(state!, cancellation);
        return isForm ? Results.LocalRedirect(Path) : Results.NoContent();
    }

    private static async Task<IResult?> RefusalAsync(HttpContext context, DemonstrationLedger ledger, CancellationToken cancellation)
    {
        var state = await ledger.StateAsync(cancellation);
        if (state == "slow") await Task.Delay(TimeSpan.FromSeconds(30), cancellation);
        if (state is "slow" or "down") return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        return Same(context.Request.Headers.Authorization.ToString(), $"{TokenType} {Token(await ledger.SecretAsync(cancellation))}")
            ? null
            : Results.Json(new { error = "invalid_token" }, statusCode: StatusCodes.Status401Unauthorized);
    }

    private static object Answer(DemonstrationTransaction transaction, HttpContext context) => new
    {
        paymentInformation = new
        {
            transactionUrl = $"{Origin(context)}{Path}/paymenttransaction/verwaltung/kasse/{transaction.Id}",
            transactionRedirectUrl = $"{Origin(context)}{Path}/pay/{transaction.Id}",
            transactionId = transaction.Id,
            transactionReference = transaction.Id.ToString("N", CultureInfo.InvariantCulture)[^12..],
            status = transaction.Status,
        },
    };

    private static string Origin(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}";

    private static IResult Problem(string code) =>
        Results.Problem(title: code, statusCode: StatusCodes.Status400BadRequest, extensions: new Dictionary<string, object?> { ["errorCode"] = code });

    private static string Token(string secret) => Signature.Of(secret, "access"u8);

    private static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private sealed record Wish(string? State);
}
