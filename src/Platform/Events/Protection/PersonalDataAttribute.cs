namespace Verwaltung.Events;

/// <summary>
/// Marks a property of an event, or of a record inside one, as a person's data: it is encrypted whenever the event is
/// serialised and becomes unreadable when the person's key is destroyed (GDPR Art. 17). Then strings read <c>███</c>, everything else its default.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PersonalDataAttribute : Attribute
{
    /// <summary>Name of a <see cref="bool"/> property beside it that says whether this value is personal; null: it always is.</summary>
    public string? When { get; init; }
}
