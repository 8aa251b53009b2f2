using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Registers.Contracts;

namespace Verwaltung.Registers;

/// <summary>A resident register to try things with: its own small HTTP service inside the host, and a switch to take it down.</summary>
internal static class DemonstrationRegister
{
    public const string SearchPath = "/demo/melderegister/search";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(SearchPath, SearchAsync).AllowAnonymous();
        app.MapPost("/demo/melderegister/move", ReportMoveAsync).RequireAuthorization(policy => policy.RequireRole(RoleNames.Operator)).DisableAntiforgery();
        app.MapPost("/demo/melderegister/outage", SwitchAsync).RequireAuthorization(policy => policy.RequireRole(RoleNames.Operator));
    }

    private static async Task<IResult> SearchAsync(
        ResidentRequest request, HttpContext context, DemonstrationPopulation population, DemonstrationOutage outage, TimeProvider time,
        CancellationToken cancellation)
    {
        // Only the host itself asks; for everybody else there is nothing here.
        if (context.Connection.RemoteIpAddress is { } remote && !IPAddress.IsLoopback(remote)) return Results.NotFound();
        if (await outage.StateAsync(cancellation) is var state and not "up")
        {
            if (state == "slow") await Task.Delay(TimeSpan.FromSeconds(30), time, cancellation);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        return Results.Ok(population.Find(request.FamilyName, request.GivenName, request.BirthDate) switch
        {
            [] or [{ Blocked: true }] => new ResidentResponse("not-found", null),
            [var one] => new ResidentResponse("found", one.Residence),
            _ => new ResidentResponse("ambiguous", null),
        });
    }

    // A form from the page, with its antiforgery token, or JSON from a program: { "state": "down" }.
    private static async Task<IResult> SwitchAsync(HttpContext context, IAntiforgery antiforgery, DemonstrationOutage outage, CancellationToken cancellation)
    {
        var isForm = context.Request.HasFormContentType;
        if (isForm) await antiforgery.ValidateRequestAsync(context);
        else if (!context.Request.HasJsonContentType()) return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);

        var state = isForm
            ? (await context.Request.ReadFormAsync(cancellation))["state"].ToString()
            : (await context.Request.ReadFromJsonAsync<Wish>(cancellation))?.State;
        if (state is not ("up" or "down" or "slow")) return Results.BadRequest(new { error = "Expected state up, down or slow." });
        await outage.SwitchAsync(state, cancellation);
        return isForm ? Results.LocalRedirect("/demo/register") : Results.NoContent();
    }

    // What the register would transmit by itself: { "notice": "0198...", "person": "0193...", "on": "2027-01-15" }. A browser cannot send it from
    // elsewhere: it is JSON.
    private static async Task<IResult> ReportMoveAsync(HttpContext context, IRunner runner, CancellationToken cancellation)
    {
        if (!context.Request.HasJsonContentType()) return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        if (await context.Request.ReadFromJsonAsync<Move>(cancellation) is not { } move)
            return Results.BadRequest(new { error = "Expected notice, person and on." });
        await runner.PublishAsync(new ResidentMoved(move.Notice, new PersonId(move.Person), move.On), cancellation);
        return Results.NoContent();
    }

    private sealed record Wish(string? State);

    private sealed record Move(Guid Notice, Guid Person, DateOnly On);
}
