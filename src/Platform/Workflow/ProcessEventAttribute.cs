namespace Verwaltung.Workflow;

/// <summary>The wire name under which an event of the engine is stored; it stays when the class is renamed.</summary>
/// <param name="name">Snake case.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ProcessEventAttribute(string name) : Attribute
{
    /// <summary>The wire name.</summary>
    public string Name => name;
}
