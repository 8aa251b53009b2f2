namespace Verwaltung.Events;

/// <summary>Someone else wrote to the stream first. Nothing of the commit was stored: read again, decide again.</summary>
/// <param name="streamId">The stream.</param>
/// <param name="expected">The version the decision was made on.</param>
/// <param name="actual">The version it has now.</param>
/// <param name="cause">What the database said, if it was it that noticed.</param>
public class ConcurrencyException(Guid streamId, long expected, long actual, Exception? cause = null)
    : Exception($"Expected stream {streamId} at version {expected}, but it is at version {actual}.", cause)
{
    /// <summary>The stream.</summary>
    public Guid StreamId => streamId;

    /// <summary>The version the decision was made on.</summary>
    public long Expected => expected;

    /// <summary>The version it has now.</summary>
    public long Actual => actual;
}

/// <summary>A stream was started with an id that another stream has already.</summary>
/// <param name="streamId">The id.</param>
/// <param name="actual">The version of the stream that has it.</param>
/// <param name="cause">What the database said.</param>
public sealed class StreamExistsException(Guid streamId, long actual, Exception? cause = null)
    : ConcurrencyException(streamId, 0, actual, cause);
