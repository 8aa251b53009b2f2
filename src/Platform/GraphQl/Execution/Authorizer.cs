using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Verwaltung.GraphQl.Execution;

/// <summary>Checks who may read a field.</summary>
internal static class Authorizer
{
    /// <exception cref="GraphQlException">With code UNAUTHENTICATED or FORBIDDEN.</exception>
    public static async ValueTask CheckAsync(Types.Authorization authorization, RequestContext request, object parent)
    {
        var user = request.User;
        if (user.Identity is not { IsAuthenticated: true })
            throw new GraphQlException("Sign in first.", ErrorCodes.Unauthenticated);
        if (authorization.Roles.FirstOrDefault(roles => !roles.Any(role => user.IsInRole(role) || user.HasClaim("role", role))) is { IsDefault: false } missing)
            throw new GraphQlException($"Only for the role {string.Join(" or ", missing)}.", ErrorCodes.Forbidden);
        foreach (var policy in authorization.Policies)
            if (!(await request.Services.GetRequiredService<IAuthorizationService>().AuthorizeAsync(user, parent, policy)).Succeeded)
                throw new GraphQlException($"The policy {policy} does not allow it.", ErrorCodes.Forbidden);
    }
}
