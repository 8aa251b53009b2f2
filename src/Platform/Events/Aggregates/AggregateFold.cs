using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using JasperFx.Events;

namespace Verwaltung.Events;

/// <summary>
/// What an aggregate makes of an event, by convention: <c>static T Create(TEvent)</c> begins it, <c>T Apply(TEvent)</c> goes on,
/// both with an optional second parameter <see cref="IEvent"/>. A method for a base class takes the events that have
/// no method of their own; an event without a method is passed over.
/// </summary>
internal sealed class AggregateFold
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private static readonly ConcurrentDictionary<Type, AggregateFold> Folds = [];

    private readonly Dictionary<Type, Func<object?, IEvent, object>> _create;
    private readonly Dictionary<Type, Func<object?, IEvent, object>> _apply;
    private readonly ConcurrentDictionary<Type, (Func<object?, IEvent, object>? Create, Func<object?, IEvent, object>? Apply)> _known = [];
    private readonly Type _type;
    private readonly Func<object>? _empty;

    private AggregateFold(Type type)
    {
        _type = type;
        _create = Steps("Create", BindingFlags.Static);
        _apply = Steps("Apply", BindingFlags.Instance);
        if (_create.Count + _apply.Count == 0) throw new InvalidOperationException($"Expected {type} to have methods Create(event) or Apply(event).");
        if (type.GetConstructor(BindingFlags.Instance | Any, []) is { } constructor)
            _empty = Expression.Lambda<Func<object>>(Expression.New(constructor)).Compile();
    }

    public static AggregateFold Of(Type aggregate) => Folds.GetOrAdd(aggregate, type => new AggregateFold(type));

    /// <summary>The aggregate after the event; the very same if the event does not concern it.</summary>
    public object? Next(object? state, IEvent e)
    {
        var (create, apply) = _known.GetOrAdd(e.Data.GetType(), type => (Nearest(_create, type), Nearest(_apply, type)));
        if (state is null && create is not null) return create(null, e);
        if (apply is null) return state;
        return apply(state ?? Empty(e), e);
    }

    /// <summary>The aggregate after all <paramref name="events"/>.</summary>
    public object? Over(object? state, IEnumerable<IEvent> events) => events.Aggregate(state, Next);

    private object Empty(IEvent e) =>
        _empty?.Invoke()
            ?? throw new InvalidOperationException(
                $"Expected {_type} to have Create({e.Data.GetType().Name}) or a constructor without parameters, because a stream begins with it.");

    private static Func<object?, IEvent, object>? Nearest(Dictionary<Type, Func<object?, IEvent, object>> steps, Type type)
    {
        for (Type? at = type; at is not null; at = at.BaseType)
            if (steps.TryGetValue(at, out var step)) return step;
        return null;
    }

    private Dictionary<Type, Func<object?, IEvent, object>> Steps(string name, BindingFlags kind) =>
        _type.GetMethods(kind | Any)
            .Where(method => method.Name == name && method.ReturnType == _type && IsStep(method.GetParameters()))
            .ToDictionary(method => method.GetParameters()[0].ParameterType, Compile);

    private static bool IsStep(ParameterInfo[] parameters) =>
        parameters.Length == 1 || (parameters.Length == 2 && parameters[1].ParameterType == typeof(IEvent));

    private Func<object?, IEvent, object> Compile(MethodInfo method)
    {
        var state = Expression.Parameter(typeof(object));
        var stored = Expression.Parameter(typeof(IEvent));
        var data = Expression.Convert(Expression.Property(stored, nameof(IEvent.Data)), method.GetParameters()[0].ParameterType);
        Expression[] arguments = method.GetParameters().Length == 1 ? [data] : [data, stored];
        var call = method.IsStatic ? Expression.Call(method, arguments) : Expression.Call(Expression.Convert(state, _type), method, arguments);
        return Expression.Lambda<Func<object?, IEvent, object>>(Expression.Convert(call, typeof(object)), state, stored).Compile();
    }
}
