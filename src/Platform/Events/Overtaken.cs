using JasperFx;
using JasperFx.Events;
using Marten.Exceptions;
using Npgsql;

namespace Verwaltung.Events;

/// <summary>What went wrong with a commit, told apart.</summary>
public static class Overtaken
{
    /// <summary>Whether someone else wrote first. Nothing of the commit was stored: read again, decide again.</summary>
    public static bool Is(Exception failure) => failure switch
    {
        ConcurrencyException
            or EventStreamUnexpectedMaxEventIdException
            or JasperFx.Events.ExistingStreamIdCollisionException
            or Marten.Exceptions.ExistingStreamIdCollisionException
            or ConcurrentUpdateException => true,
        InvalidStreamOperationException => true, // archived a moment ago: it is brought back the next time
        PostgresException refused => IsConflict(refused),
        AggregateException several => several.InnerExceptions.Any(Is),
        { InnerException: { } inner } => Is(inner),
        _ => false,
    };

    /// <summary>The database's own refusal where Marten has wrapped it; else the exception itself.</summary>
    public static Exception Unwrap(Exception failure) => failure is MartenCommandException { InnerException: PostgresException refused } ? refused : failure;

    private static bool IsConflict(PostgresException e) => e.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation => e.ConstraintName == "personal_keys_person_scope"
            || e.TableName?.StartsWith("mt_", StringComparison.Ordinal) == true,
        PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => true,
        _ => false,
    };
}
