using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Verwaltung.Organisation;

/// <summary><c>Authorization: Bearer</c> (RFC 6750): gives the same principal as the cookie of that person.</summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AccessTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "Bearer";

    private const string Start = Name + " ";

    public static bool IsMeant(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Start, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// A bad token is refused everywhere, also where nobody has to be signed in: whoever sends one believes to be somebody,
    /// and an answer to nobody would look like missing data.
    /// </summary>
    public static async Task RefuseBadToken(HttpContext context, RequestDelegate next)
    {
        // The handler remembers its verdict for the request, so this asks for it only once.
        if (IsMeant(context.Request) && (await context.AuthenticateAsync(Name)).Failure is TokenRefusedException refusal)
            await AnswerAsync(context.Response, refusal);
        else
            await next(context);
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsMeant(Request)) return AuthenticateResult.NoResult();
        return await tokens.FindAsync(Request.Headers.Authorization.ToString()[Start.Length..].Trim(), Context.RequestAborted) switch
        {
            TokenVerdict.Valid valid => AuthenticateResult.Success(new AuthenticationTicket(valid.Account.ToPrincipal(Name), Name)),
            TokenVerdict.Refused refused => AuthenticateResult.Fail(new TokenRefusedException(refused.Code, refused.Message)),
            var other => throw new InvalidOperationException($"Expected a verdict on the token but found {other}."),
        };
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var refusal = (await HandleAuthenticateOnceSafeAsync()).Failure as TokenRefusedException;
        await AnswerAsync(Response, refusal ?? new TokenRefusedException("token-missing", "This needs an access token."));
    }

    // The shape of a GraphQL answer, because that is what the callers read.
    private static Task AnswerAsync(HttpResponse response, TokenRefusedException refusal)
    {
        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.Headers.WWWAuthenticate = $"{Name} error=\"invalid_token\", error_description=\"{refusal.Message}\"";
        return response.WriteAsJsonAsync(new { errors = new[] { new { message = refusal.Message, extensions = new { code = refusal.Code } } } });
    }

    private sealed class TokenRefusedException(string code, string message) : Exception(message)
    {
        public string Code { get; } = code;
    }
}
