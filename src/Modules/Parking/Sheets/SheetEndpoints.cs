using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Parking;

/// <summary>Bytes that GraphQL does not carry: the sheet for its holder, and the keys by which anybody can verify its code.</summary>
internal static class SheetEndpoints
{
    public const string KeysPath = "/.well-known/parking-permit-keys.json";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/permits/{id:guid}/sheet", SheetAsync);
        app.MapGet(KeysPath, KeysAsync).AllowAnonymous();
    }

    private static async Task<IResult> SheetAsync(
        Guid id, HttpContext http, ClaimsPrincipal user, ParkingTeam team, PermitRegister register, PermitSheet sheet, CancellationToken cancellation)
    {
        if (Actor.From(user) is not { } actor) return Results.StatusCode(StatusCodes.Status401Unauthorized);
        if (await register.FindAsync(id, cancellation) is not { } permit || (permit.HolderId != actor.Id.Value && !team.Has(actor))) return Results.NotFound();
        if (permit.Status is not (PermitStatus.Valid or PermitStatus.Upcoming)) return Results.StatusCode(StatusCodes.Status410Gone);
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers.ContentDisposition = $"inline; filename=\"Bewohnerparkausweis-{permit.Number}.pdf\"";
        return Results.Bytes(await sheet.RenderAsync(permit, cancellation), "application/pdf");
    }

    // RFC 7517. Keys change rarely; a warden's device may keep them for a day.
    private static async Task<IResult> KeysAsync(HttpContext http, SigningKeys keys, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "public, max-age=86400";
        return Results.Json(new { keys = (await keys.PublicAsync(cancellation)).Select(Jwk).ToList() });
    }

    private static object Jwk(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new { kty = "EC", crv = "P-256", use = "sig", alg = "ES256", x = Base64Url.EncodeToString(point.X), y = Base64Url.EncodeToString(point.Y) };
    }
}
