using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Verwaltung.Host;

/// <summary>Traces and metrics from the request to the commit, sent by OTLP where that is configured.</summary>
internal static class Observability
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // The framework and the driver speak OpenTelemetry by themselves; nothing has to be instrumented.
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "Verwaltung.*"];
    private static readonly string[] Meters =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "Npgsql", "Verwaltung.*"];

    /// <summary>
    /// Exports to the collector at <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>; the exporter's other settings (<c>OTEL_EXPORTER_OTLP_PROTOCOL</c>,
    /// <c>_HEADERS</c>, <c>OTEL_TRACES_SAMPLER</c>) are its own. Without an endpoint nothing is collected.
    /// </summary>
    internal static IHostApplicationBuilder AddObservability(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration[Endpoint] is not { Length: > 0 } endpoint) return builder;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var collector))
            throw new StartRefusedException($"Expected {Endpoint} to be an absolute address, but it is '{endpoint}'.");
        builder.Services.AddHostedService(_ => new Exporters(collector));
        return builder;
    }

    private static ResourceBuilder Resource() => ResourceBuilder.CreateDefault()
        .AddService("verwaltung", serviceVersion: typeof(Observability).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion)
        .AddEnvironmentVariableDetector();

    /// <summary>Lives as long as the host; what is still queued is sent when it stops.</summary>
    private sealed class Exporters(Uri collector) : IHostedLifecycleService, IDisposable
    {
        private TracerProvider? traces;
        private MeterProvider? metrics;

        public Task StartingAsync(CancellationToken cancellationToken)
        {
            traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(Resource()).AddSource(Sources).AddOtlpExporter(options => SendTo(options, "v1/traces")).Build();
            metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(Resource()).AddMeter(Meters).AddOtlpExporter((options, _) => SendTo(options, "v1/metrics")).Build();
            return Task.CompletedTask;
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken)
        {
            Dispose();
            return Task.CompletedTask;
        }

        public void Dispose()
        {
            traces?.Dispose();
            metrics?.Dispose();
        }

        // An address given in code is taken as it is; only one from the environment gets the signal's path appended (OTLP exporter specification).
        private void SendTo(OtlpExporterOptions options, string path) =>
            options.Endpoint = options.Protocol == OtlpExportProtocol.HttpProtobuf ? new Uri($"{collector.AbsoluteUri.TrimEnd('/')}/{path}") : collector;
    }
}
