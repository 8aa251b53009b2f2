using System.Linq.Expressions;
using System.Reflection;
using System.Security.Claims;
using Verwaltung.GraphQl.Execution;

namespace Verwaltung.GraphQl.Types;

/// <summary>
/// Parameters that stand for who asks: the principal itself, or a type that can be made of it, which has a public static method
/// <c>From(ClaimsPrincipal)</c> that answers the type, or null when nobody is signed in.
/// </summary>
internal static class PersonBinding
{
    private static readonly MethodInfo Require = typeof(PersonBinding).GetMethod(nameof(SignedIn), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>What the parameter is bound to; null when it does not stand for a person.</summary>
    public static Expression? Find(ParameterInfo parameter, Expression request)
    {
        var user = Expression.Property(request, nameof(RequestContext.User));
        var type = parameter.ParameterType;
        if (type == typeof(ClaimsPrincipal))
            return user;
        if (type.IsValueType
            || type.GetMethod("From", BindingFlags.Public | BindingFlags.Static, [typeof(ClaimsPrincipal)]) is not { } from
            || from.ReturnType != type)
            return null;
        var person = Expression.Call(from, user);
        var mayBeNobody = new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable;
        return mayBeNobody ? person : Expression.Call(Require.MakeGenericMethod(type), person);
    }

    private static T SignedIn<T>(T? person)
        where T : class => person ?? throw new GraphQlException("Sign in first.", ErrorCodes.Unauthenticated);
}
