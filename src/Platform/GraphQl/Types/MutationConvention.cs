using System.Collections.Immutable;
using System.Reflection;
using Verwaltung.GraphQl.Execution;
using Verwaltung.Outcomes;

namespace Verwaltung.GraphQl.Types;

/// <summary>
/// The mutation conventions: the arguments of <c>renewPermit</c> become one <c>input: RenewPermitInput!</c>, its result a field of <c>RenewPermitPayload</c>,
/// its refusals (<see cref="ErrorAttribute"/>) members of the union <c>RenewPermitError</c> in the payload's field <c>errors</c>, each with
/// <c>code</c> and <c>message</c>.
/// </summary>
internal sealed class MutationConvention(FieldBuilder fields, OutputTypes outputs, TypeRegistry registry, Descriptions descriptions)
{
    public Field Method(MethodInfo method, ObjectType owner, Authorization? inherited)
    {
        var name = Naming.Of(method);
        var binding = new ParameterBinding(fields, method, null, null);
        var input = Input(name, binding.Arguments);
        var resolver = binding.Compile();
        var errors = method.GetCustomAttributes<ErrorAttribute>().Select(error => error.Type).ToImmutableArray();
        return new(name, new NonNullType(Payload(name, method, errors)))
        {
            Description = descriptions.Of(method),
            Cost = FieldBuilder.CostOf(method),
            Arguments = input is null ? [] : [input],
            Resolver = context => ResolveAsync(resolver, context, input, errors),
            Authorization = fields.AuthorizationOf(method, inherited),
        };
    }

    /// <summary>The argument <c>input</c>: the parameters as fields of a new type, or the only parameter when it is called input already.</summary>
    private InputValue? Input(string name, IReadOnlyList<InputValue> arguments)
    {
        if (arguments.Count == 0)
            return null;
        if (arguments is [{ Name: "input", Type.Named: InputObjectType } only])
            return only with { Bind = value => new[] { only.Bind!(value) } };
        var type = registry.Add(new InputObjectType(Naming.PascalCase(name) + "Input") { Description = $"Input of {name}." });
        foreach (var argument in arguments)
            type.Add(argument);
        return new("input", new NonNullType(type))
        {
            Bind = value => type.Fields.Select(field => ((InputObject)value!)[field]).ToArray(),
        };
    }

    private ObjectType Payload(string name, MethodInfo method, ImmutableArray<Type> errors)
    {
        var result = fields.ResultOf(method).Unwrap(typeof(Outcome<>));
        var payload = registry.Add(new ObjectType(Naming.PascalCase(name) + "Payload") { ClrType = typeof(Payload), Description = $"Result of {name}." });
        var type = outputs.Of(result).Nullable; // null when refused
        var field = type.Named.IsComposite ? Naming.CamelCase(type.Named.Name) : "value";
        payload.Add(new(field, type) { Getter = parent => ((Payload)parent).Value, Description = "The result; null when refused." });
        if (!errors.IsEmpty)
            payload.Add(
                new("errors", new ListType(new NonNullType(Errors(name, errors))))
                {
                    Getter = parent => ((Payload)parent).Errors is { IsEmpty: false } refusals ? refusals : null,
                    Description = "Why it was refused; null when it was not.",
                });
        return payload;
    }

    private UnionType Errors(string name, ImmutableArray<Type> errors)
    {
        var union = registry.Add(new UnionType(Naming.PascalCase(name) + "Error") { Description = $"Why {name} may be refused." });
        foreach (var error in errors)
        {
            if (!error.IsSubclassOf(typeof(Refusal)))
                throw new SchemaException($"Expected {error.Name} to be a {nameof(Refusal)}, because {name} lists it as an error.");
            var member = outputs.Object(error);
            member.Implement(ErrorInterface());
            union.Add(member);
        }

        return union;
    }

    private InterfaceType ErrorInterface()
    {
        if (registry.ByName.TryGetValue("Error", out var known))
            return (InterfaceType)known;
        var made = registry.Add(new InterfaceType("Error") { Description = "Why a mutation was refused." });
        made.Add(new("code", new NonNullType(Scalars.String)) { Description = "Stable." });
        made.Add(new("message", new NonNullType(Scalars.String)) { Description = "For people." });
        return made;
    }

    private static async ValueTask<object?> ResolveAsync(Resolver resolver, ResolverContext context, InputValue? input, ImmutableArray<Type> errors)
    {
        var value = await resolver(input is null ? context : context.With((object?[])context.Arguments[0]!));
        if (value is not IOutcome outcome)
            return new Payload(value, []);
        if (outcome.Why is not { } refusal)
            return new Payload(outcome.Value, []);
        return errors.Contains(refusal.GetType())
            ? new Payload(null, [refusal])
            : throw new InvalidOperationException($"Expected a refusal that {context.Field.Name} lists with [Error] but found {refusal.GetType().Name}.");
    }
}

internal sealed record Payload(object? Value, ImmutableArray<object> Errors);
