namespace Verwaltung.GraphQl.Execution;

/// <summary>
/// Runs the continuations of one request one after another, and dispatches the loaders' batches whenever nothing else can run:
/// that is the moment when every resolver has asked for its keys. Resolvers that wait for the database do not hold up the others.
/// </summary>
internal sealed class RequestScheduler : SynchronizationContext
{
    private readonly Lock gate = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> work = [];
    private readonly List<IBatch> batches = [];
    private bool isPumping;

    /// <summary>Starts the work on the caller's thread and runs it until it first has to wait for something outside.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> start)
    {
        isPumping = true;
        var previous = Current;
        SetSynchronizationContext(this);
        try
        {
            var task = start();
            Drain();
            return task;
        }
        finally
        {
            SetSynchronizationContext(previous);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (gate)
        {
            work.Enqueue((d, state));
            Wake();
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Expected only asynchronous work in a request.");

    public void Add(IBatch batch)
    {
        lock (gate)
        {
            batches.Add(batch);
            Wake();
        }
    }

    private void Wake()
    {
        if (isPumping)
            return;
        isPumping = true;
        ThreadPool.UnsafeQueueUserWorkItem(static scheduler => scheduler.Pump(), this, preferLocal: false);
    }

    private void Pump()
    {
        SetSynchronizationContext(this);
        try
        {
            Drain();
        }
        finally
        {
            SetSynchronizationContext(null);
        }
    }

    private void Drain()
    {
        while (TryNext(out var next, out var ready))
        {
            if (ready is null)
                next.Callback(next.State);
            else
                foreach (var batch in ready)
                    _ = batch.DispatchAsync(); // reports its outcome, also faults, through its keys
        }
    }

    private bool TryNext(out (SendOrPostCallback Callback, object? State) next, out IBatch[]? ready)
    {
        ready = null;
        lock (gate)
        {
            if (work.TryDequeue(out next))
                return true;
            if (batches.Count > 0)
            {
                ready = [.. batches];
                batches.Clear();
                return true;
            }

            return isPumping = false;
        }
    }
}

/// <summary>Work that waits until nothing else can run.</summary>
internal interface IBatch
{
    Task DispatchAsync();
}
