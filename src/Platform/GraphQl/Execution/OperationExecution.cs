using System.Collections;
using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Execution;

/// <summary>
/// Executes one operation (GraphQL, section 6). Fields that have their value at hand complete without a task; what has to be awaited is awaited together.
/// A field that fails becomes null with an error; where null is not allowed the nearest place above that allows it becomes null (section 6.4.4).
/// </summary>
internal sealed class OperationExecution(RequestContext request, OperationPlan plan, IReadOnlyDictionary<string, object?> variables, FieldFaults faults, object? source = null)
{
    /// <summary>A value that failed where null is not allowed: travels up to the nearest nullable place. What is beside it then need not be executed.</summary>
    private sealed record Failure(GraphQlError Error);

    /// <summary>The response's data; null when a failure reached the root.</summary>
    public async Task<ResultObject?> RunAsync()
    {
        try
        {
            var root = plan.Root(variables);
            var data = plan.Operation.Type == OperationType.Mutation ? await SerialAsync(root) : await ObjectAsync(root, plan.RootType, source ?? this, null);
            return Settled(data) as ResultObject;
        }
        catch (InputException fault)
        {
            request.Add(new(fault.Message, fault.Location is { } place ? [place] : [], [], ErrorCodes.BadUserInput)); // a condition of the root selection
            return null;
        }
    }

    /// <summary>Mutations run one after another (section 6.2.2).</summary>
    private async Task<object?> SerialAsync(SelectionPlan root)
    {
        var fields = root.For(plan.RootType);
        var values = new object?[fields.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            request.ResetLoaders();
            values[i] = await FieldAsync(fields[i], plan.RootType, this, null);
            if (values[i] is Failure)
                return values[i];
        }

        return new ResultObject(fields, values);
    }

    private ValueTask<object?> ObjectAsync(SelectionPlan selection, ObjectType type, object source, ResponsePath? path)
    {
        var fields = selection.For(type);
        var values = new object?[fields.Length];
        List<(int Index, ValueTask<object?> Task)>? pending = null;
        for (var i = 0; i < fields.Length; i++)
        {
            var task = FieldAsync(fields[i], type, source, path);
            if (task.IsCompletedSuccessfully)
                values[i] = task.Result;
            else
                (pending ??= []).Add((i, task));
            if (values[i] is Failure failure)
                return FinishAsync(failure, values, pending);
        }

        return FinishAsync(new ResultObject(fields, values), values, pending);
    }

    /// <summary>Awaits what is still missing of an object or list, even of one that failed: nothing runs on after the response. The whole, or its first failure.</summary>
    private static ValueTask<object?> FinishAsync(object whole, IList<object?> values, List<(int Index, ValueTask<object?> Task)>? pending)
    {
        return pending is null ? new(whole) : AllAsync();

        async ValueTask<object?> AllAsync()
        {
            foreach (var (index, task) in pending)
            {
                var value = await task;
                values[index] = value;
                whole = whole is not Failure && value is Failure ? value : whole;
            }

            return whole;
        }
    }

    private ValueTask<object?> FieldAsync(FieldPlan field, ObjectType owner, object source, ResponsePath? parent)
    {
        if (field.Field == Introspection.TypeName)
            return new(owner.Name);
        var place = new Place(parent, field.Key);
        try
        {
            if (field.Field.Authorization is not null)
                return GuardedAsync(field, source, place);
            if (field.Field.Getter is { } getter)
                return CompleteAsync(field, field.Field.Type, getter(source), place);
            var task = Resolve(field, source);
            return task.IsCompletedSuccessfully ? CompleteAsync(field, field.Field.Type, task.Result, place) : AwaitAsync(field, task, place);
        }
        catch (Exception fault)
        {
            return new(Fail(field, field.Field.Type, fault, place));
        }
    }

    private ValueTask<object?> Resolve(FieldPlan field, object source) =>
        field.Field.Resolver is { } resolver
            ? resolver(new(request, field.Field, source, field.Arguments(variables)))
            : throw new InvalidOperationException($"Expected a way to the value of {field.Field.Name} but found none.");

    private async ValueTask<object?> GuardedAsync(FieldPlan field, object source, Place place)
    {
        try
        {
            await Authorizer.CheckAsync(field.Field.Authorization!, request, source);
            var value = field.Field.Getter is { } getter ? getter(source) : await Resolve(field, source);
            return await CompleteAsync(field, field.Field.Type, value, place);
        }
        catch (Exception fault)
        {
            return Fail(field, field.Field.Type, fault, place);
        }
    }

    private async ValueTask<object?> AwaitAsync(FieldPlan field, ValueTask<object?> task, Place place)
    {
        try
        {
            return await CompleteAsync(field, field.Field.Type, await task, place);
        }
        catch (Exception fault)
        {
            return Fail(field, field.Field.Type, fault, place);
        }
    }

    /// <summary>CompleteValue (section 6.4.3). Throws what is wrong with this value itself; failures below it arrive as <see cref="Failure"/>.</summary>
    private ValueTask<object?> CompleteAsync(FieldPlan field, SchemaType type, object? value, Place place)
    {
        if (value is null)
            return type is NonNullType ? throw new InvalidOperationException($"Expected a value of type {type} but found null.") : new((object?)null);
        return type.Nullable switch
        {
            ScalarType scalar => new(scalar.Serialize(scalar.ClrType is null && ValueStruct.Of(value.GetType()) is { } wrapped ? wrapped.Unwrap(value)! : value)),
            EnumType enumType => new(enumType.Serialize(value)),
            ListType list => Settle(type, ListAsync(field, list.Item, value, place.Path)),
            NamedType named => Settle(type, ObjectAsync(field.Children!, TypeOf(named, value), value, place.Path)),
            _ => throw new InvalidOperationException($"Expected an output type but found {type}."),
        };
    }

    private ValueTask<object?> ListAsync(FieldPlan field, SchemaType itemType, object value, ResponsePath path)
    {
        if (value is not IEnumerable items || value is string)
            throw new InvalidOperationException($"Expected a list but found {value.GetType().Name}.");
        var values = new List<object?>(value is ICollection { Count: var count } ? count : 4);
        List<(int Index, ValueTask<object?> Task)>? pending = null;
        foreach (var item in items)
        {
            var task = ItemAsync(field, itemType, item, new(path, "", values.Count));
            if (!task.IsCompletedSuccessfully)
                (pending ??= []).Add((values.Count, task));
            values.Add(task.IsCompletedSuccessfully ? task.Result : null);
            if (values[^1] is Failure failure)
                return FinishAsync(failure, values, pending);
        }

        return FinishAsync(values, values, pending);
    }

    private ValueTask<object?> ItemAsync(FieldPlan field, SchemaType type, object? item, Place place)
    {
        try
        {
            var task = CompleteAsync(field, type, item, place);
            return task.IsCompletedSuccessfully ? task : AwaitItemAsync(field, type, task, place);
        }
        catch (Exception fault)
        {
            return new(Fail(field, type, fault, place));
        }
    }

    private async ValueTask<object?> AwaitItemAsync(FieldPlan field, SchemaType type, ValueTask<object?> task, Place place)
    {
        try
        {
            return await task;
        }
        catch (Exception fault)
        {
            return Fail(field, type, fault, place);
        }
    }

    /// <summary>Null with an error where a failure from below may stop, the failure itself where null is not allowed.</summary>
    private ValueTask<object?> Settle(SchemaType type, ValueTask<object?> task)
    {
        if (type is NonNullType)
            return task;
        return task.IsCompletedSuccessfully ? new(Settled(task.Result)) : SettleAsync(task);
    }

    private async ValueTask<object?> SettleAsync(ValueTask<object?> task) => Settled(await task);

    private object? Settled(object? value)
    {
        if (value is not Failure failure)
            return value;
        request.Add(failure.Error);
        return null;
    }

    /// <summary>ResolveAbstractType (section 6.4.3): the object type made from the value's C# type.</summary>
    private ObjectType TypeOf(NamedType type, object value)
    {
        if (type is ObjectType objectType)
            return objectType;
        var found = request.Schema.TypeOf(value);
        return found is not null && Subtypes.PossibleOf(type).Contains(found) ? found : throw new InvalidOperationException($"Expected an object of {type} but found {value.GetType().Name}.");
    }

    private object? Fail(FieldPlan field, SchemaType type, Exception fault, Place place)
    {
        var failure = new Failure(faults.ErrorOf(fault, field, ResponsePath.Segments(place.Path)));
        return type is NonNullType ? failure : Settled(failure);
    }
}

/// <summary>Where a value stands: its path is made only when something needs it, and leaves that succeed do not.</summary>
internal readonly record struct Place(ResponsePath? Parent, string Key, int Index = -1)
{
    public ResponsePath Path => new(Parent, Index < 0 ? Key : Index);
}

/// <summary>An object of the response.</summary>
internal sealed record ResultObject(FieldPlan[] Fields, object?[] Values);
