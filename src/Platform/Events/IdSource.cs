namespace Verwaltung.Events;

/// <summary>Where new ids come from: UUID version 7 (RFC 9562), so that they sort by the moment they were made.</summary>
/// <param name="time">The clock that the ids carry.</param>
public class IdSource(TimeProvider time)
{
    /// <summary>A new id.</summary>
    public virtual Guid Next() => Guid.CreateVersion7(time.GetUtcNow());
}
