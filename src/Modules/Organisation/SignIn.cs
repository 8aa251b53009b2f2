using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;

namespace Verwaltung.Organisation;

/// <summary>Where the sign-in page and the button for signing out post to. Form binding demands the antiforgery token.</summary>
internal static class SignIn
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/sign-in/person", InAsync).AllowAnonymous();
        app.MapPost("/sign-out", OutAsync).AllowAnonymous();
    }

    private static async Task<IResult> InAsync(
        HttpContext context, [FromForm] Guid person, [FromForm] string? returnUrl,
        DemonstrationPeople demonstration, Accounts accounts, SignIns signIns, CancellationToken cancellation)
    {
        if (!demonstration.Enabled
            || !DemonstrationPeople.Ids.Contains(new PersonId(person))
            || await accounts.FindAsync(new PersonId(person), cancellation) is not { } account)
            return Results.NotFound();

        await Session.BeginAsync(context, account);
        await signIns.RecordAsync(account.Id, "demonstration", cancellation);
        return Results.LocalRedirect(ReturnUrl.IsSafe(returnUrl) ? returnUrl! : Home(account));
    }

    private static async Task<IResult> OutAsync(HttpContext context, [FromForm] string? returnUrl)
    {
        await Session.EndAsync(context);
        return Results.LocalRedirect(ReturnUrl.IsSafe(returnUrl) ? returnUrl! : "/");
    }

    private static string Home(Account account) =>
        account.Roles.Contains(RoleNames.Clerk) || account.Roles.Contains(RoleNames.TeamLead) ? "/inbox" : "/";
}

/// <summary>The record of who signed in and when.</summary>
internal sealed class SignIns(NpgsqlDataSource database, TimeProvider time, IdSource ids)
{
    public Task RecordAsync(PersonId person, string method, CancellationToken cancellation) => database.ExecuteAsync(
        "insert into sign_ins values ($1, $2, $3, $4)", cancellation, ids.Next(), person.Value, time.GetUtcNow(), method);
}
