using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Verwaltung.Messaging;

/// <summary>Traces and figures of the runner, under the name <c>Verwaltung.Messaging</c>.</summary>
internal static class Telemetry
{
    public const string Name = "Verwaltung.Messaging";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "messaging.process.duration", "s", "Time from the start of a handler to its commit or failure.");
    private static readonly Counter<long> Reruns = Meter.CreateCounter<long>(
        "messaging.reruns", "{run}", "Handler runs begun anew because another commit was first.");

    /// <summary>One run of a message. That of a durable one lies in Wolverine's span of it, which continues the trace of its sender.</summary>
    public static Activity? Run(string type) => Source.StartActivity($"run {type}");

    public static void Handled(string type, long started) => Record(type, started, "handled");

    public static void Failed(string type, long started, Activity? activity, Exception failure)
    {
        activity?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
        Record(type, started, "failed");
    }

    public static void Rerun(string type) => Reruns.Add(1, new KeyValuePair<string, object?>("type", type));

    private static void Record(string type, long started, string outcome) => Duration.Record(
        Stopwatch.GetElapsedTime(started).TotalSeconds, new("type", type), new KeyValuePair<string, object?>("outcome", outcome));
}
