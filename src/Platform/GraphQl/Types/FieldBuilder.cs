using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using Verwaltung.GraphQl.Execution;

namespace Verwaltung.GraphQl.Types;

/// <summary>Fields made from properties and static methods.</summary>
internal sealed class FieldBuilder(GraphQlOptions options, OutputTypes outputs, InputTypes inputs, TypeRegistry registry, Descriptions descriptions, LoaderMap loaders)
{
    private readonly NullabilityInfoContext nullability = new();
    private readonly FilterTypes filters = new(registry, inputs, descriptions, options);

    public GraphQlOptions Options => options;

    public Field Property(PropertyInfo property, Authorization? inherited)
    {
        var use = ClrUse.Of(nullability.Create(property));
        return new(Naming.Of(property), outputs.Of(use, property.IsDefined(typeof(IDAttribute))))
        {
            Description = descriptions.Of(property),
            DeprecationReason = property.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason,
            Getter = Accessors.Getter(property),
            Authorization = AuthorizationOf(property, inherited),
        };
    }

    public Field Method(MethodInfo method, ObjectType owner, Authorization? inherited)
    {
        var result = ResultOf(method);
        var item = result.IsGeneric(typeof(IQueryable<>)) || result.IsGeneric(typeof(Connection<>)) ? ClrUse.Of(result.Info.GenericTypeArguments[0]) : null;
        var isConnection = result.IsGeneric(typeof(Connection<>)) || (item is not null && method.IsDefined(typeof(UsePagingAttribute)));
        var paging = isConnection ? method.GetCustomAttribute<UsePagingAttribute>() ?? new() : null;
        var binding = new ParameterBinding(this, method, owner.ClrType, paging);
        var listing = item is null ? null : filters.Add(method, item, binding);
        var resolver = binding.Compile();
        return new(Naming.Of(method), TypeOf(method, result, item, isConnection))
        {
            Description = descriptions.Of(method),
            DeprecationReason = method.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason,
            Arguments = [.. binding.Arguments],
            Paging = paging,
            Resolver = result.IsGeneric(typeof(IQueryable<>)) ? QueryableFields.Wrap(resolver, item!.Type, paging, listing!, binding.PagingArguments, options.RowComparison) : resolver,
            Authorization = AuthorizationOf(method, inherited),
        };
    }

    public ClrUse ResultOf(MethodInfo method)
    {
        var use = ClrUse.Of(nullability.Create(method.ReturnParameter)).Unwrap();
        return use.Type == typeof(void) || use.Type == typeof(Task) || use.Type == typeof(ValueTask)
            ? throw new SchemaException($"{method.DeclaringType!.Name}.{method.Name} answers nothing; a field has a value.")
            : use;
    }

    private SchemaType TypeOf(MethodInfo method, ClrUse result, ClrUse? item, bool isConnection)
    {
        var isId = method.IsDefined(typeof(IDAttribute)) || method.ReturnParameter.IsDefined(typeof(IDAttribute));
        if (!isConnection || result.IsGeneric(typeof(Connection<>)))
            return outputs.Of(result, isId);
        return new NonNullType(outputs.Connection(item!));
    }

    /// <summary>Where a parameter's value comes from, when it is no argument.</summary>
    public Expression? Injected(ParameterInfo parameter, Expression context)
    {
        var request = Expression.Property(context, nameof(ResolverContext.Request));
        var type = parameter.ParameterType;
        return type == typeof(CancellationToken) ? Expression.Property(request, nameof(RequestContext.CancellationToken))
            : type == typeof(System.Security.Claims.ClaimsPrincipal) ? Expression.Property(request, nameof(RequestContext.User))
            : type == typeof(IServiceProvider) ? Expression.Property(request, nameof(RequestContext.Services))
            : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(DataLoader<,>) ? loaders.Parameter(parameter, request)
            : parameter.IsDefined(typeof(ServiceAttribute)) || !inputs.IsInput(ClrUse.Of(nullability.Create(parameter))) ? ResolverCompiler.Service(parameter, request)
            : null;
    }

    public InputValue Argument(ParameterInfo parameter) => inputs.Argument(parameter, nullability);

    /// <summary>The restrictions of a C# type or static class.</summary>
    public Authorization? AuthorizationOf(Type type) => Merge(null, type.GetCustomAttribute<AuthorizeAttribute>());

    public Authorization? AuthorizationOf(MemberInfo member, Authorization? inherited)
    {
        if (member.IsDefined(typeof(AllowAnonymousAttribute)))
            return null;
        var ofClass = member is MethodInfo ? Merge(inherited, member.DeclaringType!.GetCustomAttribute<AuthorizeAttribute>()) : inherited;
        return Merge(ofClass, member.GetCustomAttribute<AuthorizeAttribute>());
    }

    private static Authorization? Merge(Authorization? outer, AuthorizeAttribute? attribute)
    {
        if (attribute is null)
            return outer;
        var roles = attribute.Roles?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return new(
            roles is [] ? outer?.Roles ?? [] : [.. outer?.Roles ?? [], [.. roles]],
            attribute.Policy is null ? outer?.Policies ?? [] : [.. outer?.Policies ?? [], attribute.Policy]);
    }
}
