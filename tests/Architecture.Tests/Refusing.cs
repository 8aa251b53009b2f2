using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Verwaltung.Outcomes;

namespace Verwaltung.Architecture.Tests;

/// <summary>
/// Reads off the compiled code which refusals a method can make: in itself, in what it calls in its own room, and in what handles, loads for and decides the
/// commands that it makes.
/// </summary>
internal sealed class Refusing(Assembly room)
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields().Select(field => field.GetValue(null)).OfType<OpCode>()
        .ToDictionary(code => code.Value);

    private readonly ILookup<Type, MethodInfo> _handlers = room.GetTypes()
        .Where(type => type.Name.EndsWith("Handler", StringComparison.Ordinal)).SelectMany(type => type.GetMethods(Any))
        .Where(method => method.Name is "Handle" or "HandleAsync" or "Decide" or "LoadAsync" && method.GetParameters().Length > 0)
        .ToLookup(method => method.GetParameters()[0].ParameterType);

    /// <summary>The types of the refusals that the method can end with, and perhaps some that it passes over.</summary>
    public IReadOnlySet<Type> Of(MethodInfo method)
    {
        var found = new HashSet<Type>();
        Walk(method, found, []);
        return found;
    }

    private void Walk(MethodBase method, HashSet<Type> found, HashSet<MethodBase> seen)
    {
        if (method.Module.Assembly != room || !seen.Add(method)) return;
        if (method.GetCustomAttribute<StateMachineAttribute>() is { } machine)
            Walk(machine.StateMachineType.GetMethod("MoveNext", Any)!, found, seen);
        foreach (var called in Called(method))
        {
            if (called is ConstructorInfo { DeclaringType: { } made })
            {
                if (made.IsSubclassOf(typeof(Refusal))) found.Add(made);
                foreach (var handler in _handlers[made]) Walk(handler, found, seen);
            }
            Walk(called, found, seen);
        }
    }

    private static IEnumerable<MethodBase> Called(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il) yield break;
        for (var at = 0; at < il.Length;)
        {
            var code = Codes[il[at] == 0xFE ? (short)(0xFE00 | il[at + 1]) : il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineMethod)
                yield return method.Module.ResolveMethod(
                    BitConverter.ToInt32(il, at), method.DeclaringType?.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null)!;
            at += Length(code.OperandType, il, at);
        }
    }

    private static int Length(OperandType operand, byte[] il, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
        _ => 4,
    };
}
