using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using Verwaltung.GraphQl.Execution;

namespace Verwaltung.GraphQl.Types;

/// <summary>Fields made from properties and static methods.</summary>
internal sealed class FieldBuilder(
    GraphQlOptions options, OutputTypes outputs, InputTypes inputs, TypeRegistry registry, Descriptions descriptions, LoaderMap loaders)
{
    private readonly NullabilityInfoContext nullability = new();
    private readonly FilterTypes filters = new(registry, inputs, descriptions, options);

    public Field Property(PropertyInfo property, Authorization? inherited)
    {
        var use = ClrUse.Of(nullability.Create(property));
        var type = outputs.Of(use, property.IsDefined(typeof(IDAttribute)));
        return new(Naming.Of(property), type)
        {
            Description = descriptions.Of(property),
            Getter = Accessors.Getter(property, type.Nullable is ScalarType { ClrType: null } ? ValueStruct.Of(property.PropertyType) : null),
            ListSize = ListSizeOf(property),
            Authorization = AuthorizationOf(property, inherited),
        };
    }

    public Field Method(MethodInfo method, ObjectType owner, Authorization? inherited)
    {
        var result = ResultOf(method);
        var paging = result.IsGeneric(typeof(Connection<>)) ? method.GetCustomAttribute<UsePagingAttribute>() ?? new() : null;
        var binding = new ParameterBinding(this, method, owner.ClrType, paging);
        if (paging is not null)
            filters.Add(method, ClrUse.Of(result.Info.GenericTypeArguments[0]), binding);
        return new(Naming.Of(method), outputs.Of(result, method.IsDefined(typeof(IDAttribute)) || method.ReturnParameter.IsDefined(typeof(IDAttribute))))
        {
            Description = descriptions.Of(method),
            Arguments = [.. binding.Arguments],
            Cost = CostOf(method),
            ListSize = paging is null ? ListSizeOf(method) : new(paging.MaxPageSize, ["first", "last"], paging.DefaultPageSize, ["edges", "nodes"]),
            Resolver = binding.Compile(),
            Authorization = AuthorizationOf(method, inherited),
        };
    }

    /// <summary>A field of the subscription type: the method answers the source stream, the field is what an event carries.</summary>
    public Field Subscription(MethodInfo method, ObjectType owner, Authorization? inherited)
    {
        var result = ResultOf(method);
        if (!result.IsGeneric(typeof(IAsyncEnumerable<>)))
            throw new SchemaException($"{method.DeclaringType!.Name}.{method.Name}: a subscription answers IAsyncEnumerable<T>.");
        var binding = new ParameterBinding(this, method, null, null);
        var item = result.Info.GenericTypeArguments[0];
        return new(Naming.Of(method), outputs.Of(ClrUse.Of(item)))
        {
            Description = descriptions.Of(method),
            Arguments = [.. binding.Arguments],
            Cost = CostDirectives.Awaited,
            Source = SourceEvent.StreamOf(binding.Compile(), item.Type),
            Getter = source => ((SourceEvent)source).Value,
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

    public static int CostOf(MethodInfo method) => IsAwaited(method.ReturnType) ? CostDirectives.Awaited : 1;

    private static bool IsAwaited(Type result) =>
        typeof(Task).IsAssignableFrom(result) || (result.IsGenericType && result.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private static ListSize? ListSizeOf(MemberInfo member) =>
        member.GetCustomAttribute<ListSizeAttribute>() is { } list ? new(list.AssumedSize, [], null, []) : null;

    /// <summary>Where a parameter's value comes from, when it is no argument.</summary>
    public Expression? Injected(ParameterInfo parameter, Expression context)
    {
        var request = Expression.Property(context, nameof(ResolverContext.Request));
        var type = parameter.ParameterType;
        return type == typeof(CancellationToken) ? Expression.Property(request, nameof(RequestContext.CancellationToken))
            : PersonBinding.Find(parameter, request) is { } person ? person
            : type == typeof(IServiceProvider) ? Expression.Property(request, nameof(RequestContext.Services))
            : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(DataLoader<,>) ? loaders.Parameter(parameter, request)
            : parameter.IsDefined(typeof(ServiceAttribute))
                || !inputs.IsInput(ClrUse.Of(nullability.Create(parameter))) ? ResolverCompiler.Service(parameter, request)
            : null;
    }

    public InputValue Argument(ParameterInfo parameter) => inputs.Argument(parameter, nullability);

    /// <summary>The restrictions of a C# type or static class.</summary>
    public Authorization? AuthorizationOf(Type type) => Merge(null, type.GetCustomAttribute<AuthorizeAttribute>());

    public Authorization? AuthorizationOf(MemberInfo member, Authorization? inherited)
    {
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
