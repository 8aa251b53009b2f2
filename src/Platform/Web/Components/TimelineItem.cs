namespace Verwaltung.Web;

/// <summary>One thing that happened: when, what, by whom, and more about it.</summary>
public sealed record TimelineItem(DateTimeOffset At, string Title, string? By = null, string? Text = null);
