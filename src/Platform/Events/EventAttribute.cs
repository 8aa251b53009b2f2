namespace Verwaltung.Events;

/// <summary>
/// The wire name of an event: what its rows and webhooks say it is. It stays when the class is renamed; snake case, from the second version on
/// with <c>.v2</c>.
/// </summary>
/// <param name="name">Once in the house.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventAttribute(string name) : Attribute
{
    /// <summary>The wire name.</summary>
    public string Name => name;
}
