namespace Verwaltung.Feel;

/// <summary>The zone of a time or a date and time: an offset from UTC, or a named zone of the IANA database (clause 10.3.2.3.3).</summary>
public sealed record FeelZone
{
    private readonly TimeZoneInfo? _zone;

    private FeelZone(string? name, TimeSpan offset, TimeZoneInfo? zone) => (Name, FixedOffset, _zone) = (name, offset, zone);

    public static FeelZone Utc { get; } = Of(TimeSpan.Zero);

    /// <summary>IANA name, or null for a plain offset.</summary>
    public string? Name { get; }

    private TimeSpan FixedOffset { get; }

    public static FeelZone Of(TimeSpan offset) => new(null, offset, null);

    public static FeelZone Of(TimeZoneInfo zone) => new(zone.Id, zone.BaseUtcOffset, zone);

    /// <summary>The zone of that IANA name, or null when there is none.</summary>
    public static FeelZone? Named(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? new FeelZone(name, zone.BaseUtcOffset, zone) : null;

    /// <summary>Offset from UTC at this local time; in the hour that a zone repeats, standard time.</summary>
    public TimeSpan OffsetAt(DateTime local) => _zone?.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified)) ?? FixedOffset;

    /// <summary>The local time of this zone at an instant of UTC.</summary>
    internal DateTime FromUtc(DateTime utc) =>
        _zone is null ? utc + FixedOffset : TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), _zone);

    public bool Equals(FeelZone? other) => other is not null && Name == other.Name && FixedOffset == other.FixedOffset;

    public override int GetHashCode() => HashCode.Combine(Name, FixedOffset);

    public override string ToString() => Name is not null ? $"@{Name}" : FixedOffset == TimeSpan.Zero ? "Z" : OffsetText();

    private string OffsetText()
    {
        var text = (FixedOffset < TimeSpan.Zero ? "-" : "+") + FixedOffset.Duration().ToString(@"hh\:mm", null);
        return FixedOffset.Seconds == 0 ? text : $"{text}:{Math.Abs(FixedOffset.Seconds):00}";
    }
}
