using Verwaltung.Feel;
using Verwaltung.Workflow;

namespace Verwaltung.Cases.Contracts;

/// <summary>How a worker's turn at a job ended. What it says happens to the job is one commit with the worker's own events.</summary>
public abstract record JobResult
{
    private JobResult() { }

    /// <summary>The job is done and the case goes on with these values.</summary>
    public sealed record Completed(FeelContext Values, ValueOrigin Origin) : JobResult;

    /// <summary>
    /// Another outcome that the law knows: a boundary event of the process may catch it (BPMN error). Its words stand at the worker's
    /// <see cref="JobErrorAttribute"/>; a code that the worker does not declare is a fault of the program.
    /// </summary>
    public sealed record Error(string Code) : JobResult;

    /// <summary>The model or its data are at fault and trying again would fail again: the case shows an incident that can be mended and retried.</summary>
    public sealed record Failed(string Message) : JobResult
    {
        /// <summary>An input is not what the worker takes.</summary>
        /// <param name="expected">What it should be, with its article: <c>a text</c>.</param>
        public static Failed Expected(Job job, string input, string expected) => Expected(job, input, expected, job.Values.Get(input));

        internal static Failed Expected(Job job, string input, string expected, FeelValue found) =>
            new($"Expected the input '{input}' of job '{job.Type}' to be {expected}, but it is {found}.");
    }

    /// <summary>The job stays open; whoever ends it does so by <see cref="CompleteJob"/>.</summary>
    public sealed record Later : JobResult;
}
