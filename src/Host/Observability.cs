using System.Reflection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Verwaltung.Host;

/// <summary>Traces and metrics from the request to the commit, sent by OTLP where that is configured.</summary>
internal static class Observability
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Whatever tells of itself. The framework and the driver speak OpenTelemetry by themselves; nothing has to be instrumented.
    private static readonly string[] Sources =
    [
        "Microsoft.AspNetCore",
        "System.Net.Http",
        "Npgsql",
        "Marten",
        "Wolverine",
        "Verwaltung.*",
    ];

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Net.Http",
        "System.Runtime",
        "Npgsql",
        "Marten",
        "Wolverine:verwaltung",
        "Verwaltung.*",
    ];

    /// <summary>
    /// Exports to the collector at <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>; this and the exporter's other settings (<c>OTEL_EXPORTER_OTLP_PROTOCOL</c>,
    /// <c>_HEADERS</c>, <c>OTEL_TRACES_SAMPLER</c>) it reads by itself. Without an endpoint nothing is collected.
    /// </summary>
    internal static IHostApplicationBuilder AddObservability(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration[Endpoint] is not { Length: > 0 } endpoint) return builder;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out _))
            throw new StartRefusedException($"Expected {Endpoint} to be an absolute address, but it is '{endpoint}'.");
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(Describe)
            .WithTracing(traces => traces.AddSource(Sources).AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddOtlpExporter());
        return builder;
    }

    // What the environment says (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES) comes last and wins.
    private static void Describe(ResourceBuilder resource) => resource.AddService("verwaltung", serviceVersion: Version).AddEnvironmentVariableDetector();

    private static string? Version => typeof(Observability).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}
