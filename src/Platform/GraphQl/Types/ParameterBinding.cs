using System.Linq.Expressions;
using System.Reflection;
using Verwaltung.GraphQl.Execution;

namespace Verwaltung.GraphQl.Types;

/// <summary>How the parameters of one resolver get their values; collects the arguments of its field.</summary>
internal sealed class ParameterBinding
{
    private readonly ParameterExpression context = Expression.Parameter(typeof(ResolverContext), "context");
    private readonly MethodInfo method;
    private readonly Expression[] values;

    public ParameterBinding(FieldBuilder fields, MethodInfo method, Type? parent, UsePagingAttribute? paging)
    {
        this.method = method;
        values = [.. method.GetParameters().Select(parameter => Value(fields, parameter, parent))];
        if (paging is not null)
            AddPaging(paging);
    }

    public List<InputValue> Arguments { get; } = [];

    public Resolver Compile() => ResolverCompiler.Compile(method, values, context);

    /// <summary>Adds an argument that no parameter declares; answers its index.</summary>
    public int Add(InputValue argument)
    {
        Arguments.Add(argument);
        return Arguments.Count - 1;
    }

    /// <summary>Hands what <paramref name="read"/> finds to the parameters of a type.</summary>
    public void Supply<T>(Type type, Func<ResolverContext, T> read)
    {
        var parameters = method.GetParameters();
        for (var i = 0; i < parameters.Length; i++)
            if (parameters[i].ParameterType == type)
                values[i] = Expression.Convert(Expression.Invoke(Expression.Constant(read), context), type);
    }

    private Expression Value(FieldBuilder fields, ParameterInfo parameter, Type? parent)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<ParentAttribute>() is { } attribute
            || (parent is not null && parameter.Position == 0 && type.IsAssignableFrom(parent)))
            return Parent(parameter, parent, parameter.GetCustomAttribute<ParentAttribute>()?.Property);
        if (type == typeof(PagingArguments)
            || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Filter<>) || type.GetGenericTypeDefinition() == typeof(Sorting<>))))
            return Expression.Default(type); // supplied below, once the field's arguments are known
        if (fields.Injected(parameter, context) is { } injected)
            return injected;
        var index = Add(fields.Argument(parameter));
        return ResolverCompiler.Argument(context, index, parameter);
    }

    private UnaryExpression Parent(ParameterInfo parameter, Type? parent, string? property)
    {
        if (parent is null)
            throw new SchemaException($"{method.DeclaringType!.Name}.{method.Name}: a root field has no parent.");
        var value = Expression.Convert(Expression.Property(context, nameof(ResolverContext.Parent)), parent);
        if (property is null)
            return Expression.Convert(value, parameter.ParameterType);
        var found = parent.GetProperty(property)
            ?? throw new SchemaException($"{method.DeclaringType!.Name}.{method.Name}: {parent.Name} has no property {property}.");
        return Expression.Convert(Expression.Property(value, found), parameter.ParameterType);
    }

    private void AddPaging(UsePagingAttribute paging)
    {
        var first = Arguments.Count;
        Arguments.AddRange(ConnectionTypes.Arguments);
        Supply(typeof(PagingArguments), context => ConnectionTypes.Read(
            paging, (int?)context.Arguments[first], (string?)context.Arguments[first + 1], (int?)context.Arguments[first + 2],
            (string?)context.Arguments[first + 3]));
    }
}
