using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Verwaltung.Messaging;

/// <summary>Traces and figures of the bus, under the name <c>Verwaltung.Messaging</c>.</summary>
internal static class Telemetry
{
    public const string Name = "Verwaltung.Messaging";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("messaging.process.duration", "s", "Time from the start of a handler to its commit or failure.");
    private static readonly Histogram<double> Delay = Meter.CreateHistogram<double>("messaging.delay", "s", "Time from a message's being due to the start of its handler.");
    private static readonly Counter<long> Reruns = Meter.CreateCounter<long>("messaging.reruns", "{run}", "Handler runs begun anew because another commit was first.");
    private static readonly Counter<long> DeadLetters = Meter.CreateCounter<long>("messaging.dead_letters", "{message}", "Messages given up.");

    public static Activity? Invocation(string type) => Source.StartActivity($"invoke {type}");

    /// <summary>The run of a durable message, a child of the span that sent it (W3C Trace Context).</summary>
    public static Activity? Processing(string type, Guid id, string? traceParent) =>
        Source.StartActivity($"process {type}", ActivityKind.Consumer, traceParent)?.SetTag("messaging.message.id", id);

    public static void Started(string type, TimeSpan delay) => Delay.Record(delay.TotalSeconds, new KeyValuePair<string, object?>("type", type));

    public static void Handled(string type, long started) => Record(type, started, "handled");

    public static void Failed(string type, long started, Activity? activity, Exception failure)
    {
        activity?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
        Record(type, started, "failed");
    }

    public static void Rerun(string type) => Reruns.Add(1, new KeyValuePair<string, object?>("type", type));

    public static void Dead(string type) => DeadLetters.Add(1, new KeyValuePair<string, object?>("type", type));

    private static void Record(string type, long started, string outcome) => Duration.Record(
        Stopwatch.GetElapsedTime(started).TotalSeconds, new("type", type), new KeyValuePair<string, object?>("outcome", outcome));
}
