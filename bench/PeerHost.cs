using JasperFx.Events;
using JasperFx.CodeGeneration;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Verwaltung.Cases;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Outcomes;
using Verwaltung.Workflow;
using Weasel.Core;
using Wolverine;
using Wolverine.Marten;
using Wolverine.Marten.Publishing;
using Wolverine.Runtime;
using Wolverine.Runtime.Handlers;

namespace Verwaltung.Bench;

/// <summary>
/// Marten and Wolverine by themselves, as the first pages of their documentation begin: <c>AddMarten</c>, lightweight sessions,
/// <c>IntegrateWithWolverine</c>, <c>UseWolverine</c>, a live aggregate, a command through <c>IMessageBus</c>. Nothing is sealed and no row is
/// written; the case, its process and its forms are the house's, and so are server and settings of the connection.
/// </summary>
internal sealed class PeerHost : IAsyncDisposable
{
    private const string Database = "peer";

    private readonly IHost _host;
    private readonly Premises _premises;

    private PeerHost(IHost host, Premises premises) => (_host, _premises) = (host, premises);

    public static async Task<PeerHost> StartAsync(Premises premises)
    {
        await Premises.RunAsync(premises.Source, $"create database {Database}");
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services
            .AddMarten(marten => Configure(marten, premises))
            .UseLightweightSessions()
            .IntegrateWithWolverine();
        builder.UseWolverine(wolverine =>
        {
            wolverine.Durability.Mode = DurabilityMode.Solo;
            wolverine.AddMessageHandler(new Handler(premises.Services));
            wolverine.Discovery.DisableConventionalDiscovery();
            wolverine.CodeGeneration.TypeLoadMode = TypeLoadMode.Static; // there is nothing to generate
        });
        var peer = new PeerHost(builder.Build(), premises);
        await peer._host.StartAsync();
        return peer;
    }

    /// <summary>Takes over a case of the house as it is, unsealed.</summary>
    public async Task CopyAsync(Decidable one)
    {
        await using var from = _premises.Store.LightweightSession();
        await using var to = _host.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        to.Events.StartStream<Case>(one.Case.Value, (await from.Events.FetchStreamAsync(one.Case.Value)).Select(e => e.Data));
        await to.SaveChangesAsync();
    }

    /// <summary>Completes its task, in a scope of its own as a request would.</summary>
    public async Task CompleteAsync(Decidable one)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<Outcome<ChangedCase>>(CompleteTasks.Command(one));
        if (outcome.Why is not null) throw new InvalidOperationException($"Expected the decision to be accepted, but it was {outcome}.");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }

    private static void Configure(StoreOptions marten, Premises premises)
    {
        marten.Connection(premises.ConnectionString(Database));
        marten.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.CamelCase, json =>
        {
            json.AllowOutOfOrderMetadataProperties = true;
            foreach (var configure in premises.Services.GetRequiredService<EventOptions>().JsonConfiguration) configure(json);
        });
        foreach (var (name, type) in ProcessEvent.Types) marten.Events.MapEventType(type, name);
        marten.Projections.LiveStreamAggregation<Case>();
    }

    /// <summary>
    /// The command's own decision with what Wolverine would generate around it: an outboxed session, the stream, the answer, the commit.
    /// Ready-made, because generating needs a compiler, and public types.
    /// </summary>
    private sealed class Handler(IServiceProvider house) : MessageHandler<CompleteTask>
    {
        private readonly CaseProcess _process = house.GetRequiredService<CaseProcess>();

        protected override async Task HandleAsync(CompleteTask message, MessageContext context, CancellationToken cancellation)
        {
            await using var session = context.Runtime.Services.GetRequiredService<OutboxedSessionFactory>().OpenSession(context);
            var stream = await session.Events.FetchForWriting<Case>(message.Case.Value, cancellation);
            await AppendAsync(stream, await DecideAsync(message, stream, cancellation), cancellation);
            await context.EnqueueCascadingAsync((Outcome<ChangedCase>)ChangedCase.By(stream));
            await session.SaveChangesAsync(cancellation);
        }

        private async Task<Decision> DecideAsync(CompleteTask message, IEventStream<Case> stream, CancellationToken cancellation)
        {
            var form = await TaskForm.LoadAsync(stream.Aggregate, message.Task, _process, cancellation);
            var context = new Context(TimeProvider.System.GetUtcNow(), stream.Version(), Guid.CreateVersion7);
            return CompleteTaskHandler.Decide(message, stream.Aggregate, null, null, form, _process.Office, context);
        }

        private async Task AppendAsync(IEventStream<Case> stream, Decision decision, CancellationToken cancellation)
        {
            if (decision.Why is not null || !decision.Messages.IsEmpty)
                throw new InvalidOperationException($"Expected the decision to be accepted and to send nothing, but it is {decision}.");
            stream.AppendMany(decision.Events.AsEnumerable());
            foreach (var step in decision.Steps) await AppendAsync(stream, await _process.DecideAsync(stream.Aggregate!, step, cancellation), cancellation);
        }
    }
}
