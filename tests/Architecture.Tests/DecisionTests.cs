using System.Reflection;
using Marten;
using Npgsql;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;
using Xunit;

namespace Verwaltung.Architecture.Tests;

/// <summary>
/// Decisions are functions (docs/decisions/0033): what they are given is all they know. Whoever needs a name, a bundle or a letter has it loaded before.
/// </summary>
public sealed class DecisionTests
{
    /// <summary>Neither a value type nor a record, and a value all the same; each needs a line here that says why.</summary>
    private static readonly Type[] AlsoValues =
    [
        typeof(string),
        typeof(Office), // holds what the configuration says of the authority, and pure functions made from that; nothing in it changes or reaches out
    ];

    private static readonly IReadOnlyList<MethodInfo> Deciders =
    [
        .. from room in House.Modules
           from type in room.Assembly.GetTypes()
           where type is { IsAbstract: true, IsSealed: true } && type.Name.EndsWith("Handler", StringComparison.Ordinal)
           from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           where method is { Name: "Decide", IsPrivate: false }
           select method,
    ];

    [Fact]
    public void A_decision_is_made_of_values_only()
    {
        Assert.NotEmpty(Deciders);
        Expect.Nothing(
            from decider in Deciders
            from parameter in decider.GetParameters()
            where !IsValue(parameter.ParameterType)
            select $"{decider.DeclaringType!.Name}.Decide takes {parameter}, which is no value");
    }

    [Theory]
    [InlineData(typeof(IRunner), false)]
    [InlineData(typeof(IDocumentSession), false)]
    [InlineData(typeof(NpgsqlDataSource), false)]
    [InlineData(typeof(TimeProvider), false)]
    [InlineData(typeof(IdSource), false)]
    [InlineData(typeof(CancellationToken), false)]
    [InlineData(typeof(Task<Actor>), false)]
    [InlineData(typeof(Actor), true)]
    [InlineData(typeof(Context), true)]
    [InlineData(typeof(Office), true)]
    [InlineData(typeof(DateOnly?), true)]
    public void What_reaches_out_is_told_from_what_is_a_value(Type type, bool isValue) => Assert.Equal(isValue, IsValue(type));

    /// <summary>A record has a method by which <c>with</c> copies it.</summary>
    private static bool IsValue(Type type) => type != typeof(CancellationToken)
        && (type.IsValueType || AlsoValues.Contains(type) || type.GetMethod("<Clone>$", BindingFlags.Instance | BindingFlags.Public) is not null);
}
