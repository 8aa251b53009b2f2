using System.Collections;
using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Execution;

/// <summary>
/// Executes one operation (GraphQL, section 6). Fields that have their value at hand complete at once; of the others the object or list counts how many it
/// still waits for, and the last that arrives completes it. Everything runs on the request's scheduler, one step after another, so nothing is locked.
/// A field that fails becomes null with an error; where null is not allowed the nearest place above that allows it becomes null (section 6.4.4).
/// </summary>
internal sealed class OperationExecution(
    RequestContext request, OperationPlan plan, IReadOnlyDictionary<string, object?> variables, FieldFaults faults, object? source = null)
{
    /// <summary>Stands for a value that arrives later.</summary>
    private static readonly object Awaited = new();

    private TaskCompletionSource<object?>? root;

    /// <summary>The response's data; null when a failure reached the root.</summary>
    public async Task<ResultObject?> RunAsync()
    {
        try
        {
            var fields = plan.Root(variables).For(plan.RootType);
            var data = plan.Operation.Type == OperationType.Mutation ? await SerialAsync(fields) : await RootAsync(fields, source ?? this);
            return Settled(data) as ResultObject;
        }
        catch (InputException fault)
        {
            request.Add(new(fault.Message, fault.Location is { } place ? [place] : [], [], ErrorCodes.BadUserInput)); // a condition of the root selection
            return null;
        }
    }

    /// <summary>Mutations run one after another (section 6.2.2).</summary>
    private async Task<object?> SerialAsync(FieldPlan[] fields)
    {
        var whole = new ResultObject(default, fields, isNullable: false);
        for (var i = 0; i < fields.Length; i++)
        {
            request.ResetLoaders();
            var one = await RootAsync([fields[i]], this);
            if (one is Failure)
                return one;
            whole.Values[i] = ((ResultObject)one!).Values[0];
        }

        return whole;
    }

    private Task<object?> RootAsync(FieldPlan[] fields, object value)
    {
        var data = Object(fields, plan.RootType, value, default, isNullable: false);
        return data == Awaited ? (root = new()).Task : Task.FromResult(data);
    }

    /// <summary>ExecuteSelectionSet (section 6.3). What is beside a field that failed where null is not allowed need not be executed.</summary>
    private object? Object(FieldPlan[] fields, ObjectType type, object value, Place place, bool isNullable)
    {
        var node = new ResultObject(place, fields, isNullable);
        for (var i = 0; i < fields.Length && node.Failure is null; i++)
            Put(node, i, Field(fields[i], type, value, new(node, i)));
        return Finish(node);
    }

    private object? List(FieldPlan field, SchemaType itemType, object value, Place place, bool isNullable)
    {
        var items = value switch
        {
            IList list => list,
            IEnumerable some and not string => some.Cast<object?>().ToList(),
            _ => throw new InvalidOperationException($"Expected a list but found {value.GetType().Name}."),
        };
        var node = new ResultList(place, items.Count, isNullable);
        for (var i = 0; i < items.Count && node.Failure is null; i++)
            Put(node, i, Item(field, itemType, items[i], new(node, i)));
        return Finish(node);
    }

    private static void Put(ResultNode node, int index, object? value)
    {
        if (value is Failure failure)
            node.Failure ??= failure;
        else if (value != Awaited)
            node.Values[index] = value;
    }

    /// <summary>The object or list when nothing of it is missing, even when it has failed: nothing runs on after the response.</summary>
    private object? Finish(ResultNode node)
    {
        if (--node.Missing == 0)
            return Whole(node);
        if (node.Place.Node is { } above)
            above.Missing++;
        return Awaited;
    }

    private object? Whole(ResultNode node) => node.Failure is null ? node : node.IsNullable ? Settled(node.Failure) : node.Failure;

    /// <summary>Puts a value in its place, and what becomes whole by it in the places above.</summary>
    private void Arrive(Place place, object? value)
    {
        for (; place.Node is { } node; place = node.Place)
        {
            Put(node, place.Index, value);
            if (--node.Missing > 0)
                return;
            value = Whole(node);
        }

        root!.SetResult(value);
    }

    /// <summary>ExecuteField (section 6.4).</summary>
    private object? Field(FieldPlan field, ObjectType owner, object value, Place place)
    {
        if (field.Field == Introspection.TypeName)
            return owner.Name;
        try
        {
            if (field.Field is { Authorization: null, Getter: { } getter })
                return Complete(field, field.Field.Type, getter(value), place);
            var task = field.Field.Authorization is null ? Resolve(field, value) : GuardedAsync(field, value);
            if (task.IsCompleted)
                return Complete(field, field.Field.Type, task.GetAwaiter().GetResult(), place);
            place.Node!.Missing++;
            _ = ArriveAsync(field, task, place); // whatever goes wrong with it arrives as well
            return Awaited;
        }
        catch (Exception fault)
        {
            return Fail(field, field.Field.Type, fault, place);
        }
    }

    private ValueTask<object?> Resolve(FieldPlan field, object value) =>
        field.Field.Getter is { } getter ? new(getter(value))
        : field.Field.Resolver is { } resolver ? resolver(new(request, field.Field, value, field.Arguments(variables)))
        : throw new InvalidOperationException($"Expected a way to the value of {field.Field.Name} but found none.");

    private async ValueTask<object?> GuardedAsync(FieldPlan field, object value)
    {
        await Authorizer.CheckAsync(field.Field.Authorization!, request, value);
        return await Resolve(field, value);
    }

    private async Task ArriveAsync(FieldPlan field, ValueTask<object?> task, Place place)
    {
        object? value;
        try
        {
            value = Complete(field, field.Field.Type, await task, place);
        }
        catch (Exception fault)
        {
            value = Fail(field, field.Field.Type, fault, place);
        }

        if (value == Awaited)
            place.Node!.Missing--; // it waits for the value's own parts now
        else
            Arrive(place, value);
    }

    /// <summary>CompleteValue (section 6.4.3). Throws what is wrong with this value itself; failures below it arrive as <see cref="Failure"/>.</summary>
    private object? Complete(FieldPlan field, SchemaType type, object? value, Place place)
    {
        if (value is null)
            return type is NonNullType ? throw new InvalidOperationException($"Expected a value of type {type} but found null.") : null;
        return type.Nullable switch
        {
            ScalarType scalar => scalar.Serialize(scalar.ClrType is null && ValueStruct.Of(value.GetType()) is { } wrapped ? wrapped.Unwrap(value)! : value),
            EnumType enumType => enumType.Serialize(value),
            ListType list => List(field, list.Item, value, place, type is not NonNullType),
            NamedType named => TypeOf(named, value) is var found ? Object(field.Children!.For(found), found, value, place, type is not NonNullType) : null,
            _ => throw new InvalidOperationException($"Expected an output type but found {type}."),
        };
    }

    private object? Item(FieldPlan field, SchemaType type, object? item, Place place)
    {
        try
        {
            return Complete(field, type, item, place);
        }
        catch (Exception fault)
        {
            return Fail(field, type, fault, place);
        }
    }

    /// <summary>Null with an error where a failure from below stops.</summary>
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
        return found is not null && Subtypes.PossibleOf(type).Contains(found)
            ? found
            : throw new InvalidOperationException($"Expected an object of {type} but found {value.GetType().Name}.");
    }

    private object? Fail(FieldPlan field, SchemaType type, Exception fault, Place place)
    {
        var failure = new Failure(faults.ErrorOf(fault, field, place.Path()));
        return type is NonNullType ? failure : Settled(failure);
    }
}
