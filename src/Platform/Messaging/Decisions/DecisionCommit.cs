using JasperFx.Events;
using Marten;
using Verwaltung.Events;

namespace Verwaltung.Messaging.Decisions;

/// <summary>A fetched stream, and how decisions on it become part of the run's commit.</summary>
internal sealed class DecisionCommit<TAggregate>(IEventStream<TAggregate> stream, HandlerRun run)
    where TAggregate : class
{
    public IEventStream<TAggregate> Stream => stream;

    /// <summary>The aggregate with what this commit has done to it already; null: there is none.</summary>
    public TAggregate? State => stream.AggregateAfter();

    public static async Task<DecisionCommit<TAggregate>> OpenAsync(Guid id, HandlerRun run) =>
        new(await run.Session.Events.FetchForWriting<TAggregate>(id, run.Cancellation), run);

    public Context Context() => new(run.Now, stream.VersionAfter(), run.NextId);

    public async Task DoAsync(Decision decision)
    {
        if (decision.By is { } by) run.Session.SetHeader("by", by);
        if (decision.Person is { } person) run.Session.Protect(stream.Id, person);
        if (!decision.Events.IsEmpty) stream.AppendMany(decision.Events.AsEnumerable());
        foreach (var command in decision.Commands) await run.InvokeAsync(command, cancellation: run.Cancellation);
        foreach (var step in decision.Steps) await DoAsync(await run.StepAsync(State!, step));
        foreach (var (message, at) in decision.Messages) run.Send(message, at);
    }
}
