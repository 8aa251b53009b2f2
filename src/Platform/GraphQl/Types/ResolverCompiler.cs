using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Verwaltung.GraphQl.Execution;

namespace Verwaltung.GraphQl.Types;

/// <summary>Compiles a resolver method and the sources of its parameters to a delegate.</summary>
internal static class ResolverCompiler
{
    public static Resolver Compile(MethodInfo method, IReadOnlyList<Expression> parameters, ParameterExpression context) =>
        Expression.Lambda<Resolver>(Result(Expression.Call(method, parameters)), context).Compile();

    public static Expression Service(ParameterInfo parameter, Expression request)
    {
        var services = Expression.Property(request, nameof(RequestContext.Services));
        var isOptional = new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable;
        var get = typeof(ServiceProviderServiceExtensions)
            .GetMethod(
                isOptional ? nameof(ServiceProviderServiceExtensions.GetService) : nameof(ServiceProviderServiceExtensions.GetRequiredService), 1,
                [typeof(IServiceProvider)])!;
        return Expression.Call(get.MakeGenericMethod(parameter.ParameterType), services);
    }

    /// <summary>An argument's value; what C# declares as default where it is absent.</summary>
    public static Expression Argument(Expression context, int index, ParameterInfo parameter)
    {
        var value = Expression.ArrayIndex(Expression.Property(context, nameof(ResolverContext.Arguments)), Expression.Constant(index));
        return Expression.Condition(
            Expression.Equal(value, Expression.Constant(null)),
            Expression.Constant(Accessors.Default(parameter), parameter.ParameterType),
            Expression.Convert(value, parameter.ParameterType));
    }

    private static Expression Result(Expression call)
    {
        var definition = call.Type.IsGenericType ? call.Type.GetGenericTypeDefinition() : null;
        if (definition != typeof(Task<>) && definition != typeof(ValueTask<>))
            return Expression.New(typeof(ValueTask<object?>).GetConstructor([typeof(object)])!, Expression.Convert(call, typeof(object)));
        var name = definition == typeof(Task<>) ? nameof(Results.Of) : nameof(Results.OfValueTask);
        return Expression.Call(typeof(Results), name, call.Type.GetGenericArguments(), call);
    }
}
