using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using Verwaltung.GraphQl.Execution;

namespace Verwaltung.GraphQl.Types;

/// <summary>The loader methods by name and by the types of their keys and values.</summary>
internal sealed class LoaderMap
{
    private readonly ImmutableArray<(MethodInfo Method, Type Key, Type Value, object Definition)> loaders;

    public LoaderMap(IEnumerable<Type> types) =>
        loaders = [.. types.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(DataLoaderAttribute))).Select(Loader)];

    /// <summary>The loader that a parameter <c>DataLoader&lt;K, V&gt;</c> means: of those with its types the only one, or the one it names.</summary>
    public Expression Parameter(ParameterInfo parameter, Expression request)
    {
        var types = parameter.ParameterType.GetGenericArguments();
        var name = parameter.GetCustomAttribute<DataLoaderAttribute>()?.Method;
        var found = loaders.Where(loader => loader.Key == types[0] && loader.Value == types[1] && (name is null || loader.Method.Name == name)).ToList();
        var where = $"{parameter.Member.DeclaringType!.Name}.{parameter.Member.Name}";
        if (found is not [var loader])
            throw new SchemaException(found.Count == 0
                ? $"{where}: no [DataLoader] method {name} loads {types[1].Name} by {types[0].Name}."
                : $"{where}: {found.Count} [DataLoader] methods load {types[1].Name} by {types[0].Name}; "
                    + "name one on the parameter with [DataLoader(nameof(…))].");
        return Expression.Call(request, nameof(RequestContext.Loader), types, Expression.Constant(loader.Definition));
    }

    private static (MethodInfo, Type, Type, object) Loader(MethodInfo method)
    {
        var dictionary = Dictionary(method.ReturnType);
        if (dictionary is null || method.GetParameters() is not [var keys, ..] || keys.ParameterType != typeof(IReadOnlyList<>).MakeGenericType(dictionary[0]))
            throw new SchemaException(
                $"{method.DeclaringType!.Name}.{method.Name}: a [DataLoader] is a static method "
                + "Task<IReadOnlyDictionary<K, V>> (IReadOnlyList<K>, services…, CancellationToken).");
        var make = typeof(LoaderMap).GetMethod(nameof(Compile), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(dictionary);
        return (method, dictionary[0], dictionary[1], make.Invoke(null, [method])!);
    }

    private static Type[]? Dictionary(Type result)
    {
        if (!result.IsGenericType || result.GetGenericTypeDefinition() != typeof(Task<>))
            return null;
        var answer = result.GetGenericArguments()[0];
        return answer.GetInterfaces()
            .Append(answer)
            .FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            ?.GetGenericArguments();
    }

    private static LoaderDefinition<TKey, TValue> Compile<TKey, TValue>(MethodInfo method)
        where TKey : notnull
    {
        var (request, keys) = (Expression.Parameter(typeof(RequestContext)), Expression.Parameter(typeof(IReadOnlyList<TKey>)));
        var arguments = method.GetParameters().Select((parameter, i) => i == 0 ? keys
            : parameter.ParameterType == typeof(CancellationToken) ? Expression.Property(request, nameof(RequestContext.CancellationToken))
            : PersonBinding.Find(parameter, request) ?? ResolverCompiler.Service(parameter, request));
        Expression call = Expression.Call(method, arguments);
        if (call.Type != typeof(Task<IReadOnlyDictionary<TKey, TValue>>))
            call = Expression.Call(typeof(LoaderMap), nameof(Widen), [call.Type.GetGenericArguments()[0], typeof(TKey), typeof(TValue)], call);
        return new(Expression.Lambda<Func<RequestContext, IReadOnlyList<TKey>, Task<IReadOnlyDictionary<TKey, TValue>>>>(call, request, keys).Compile());
    }

    private static async Task<IReadOnlyDictionary<TKey, TValue>> Widen<TDictionary, TKey, TValue>(Task<TDictionary> task)
        where TDictionary : IReadOnlyDictionary<TKey, TValue> => await task;
}
