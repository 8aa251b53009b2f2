using Verwaltung.GraphQl;

namespace Verwaltung.Cases;

/// <summary>Something that the applicant was asked, and what came of it. What was asked and answered is case data (<c>rueckfrage</c>).</summary>
internal sealed record Question([property: ID] Guid Id, DateTimeOffset AskedAt, DateOnly AnswerBy, DateOnly DecideAfter)
{
    /// <summary>The message that an answer is to the process, and the bundle's form for it.</summary>
    public const string Answer = "antwort";

    /// <summary>The message that more time was given.</summary>
    public const string MoreTime = "mehr-zeit";

    public DateTimeOffset? RemindedAt { get; init; }
    [GraphQLDescription("When more time was given; that is possible once.")]
    public DateTimeOffset? ExtendedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    [GraphQLDescription("When the service target began to run again: answered, or waited for in vain.")]
    public DateTimeOffset? OverAt { get; init; }
    [GraphQLDescription("Whether the service target rests because of it.")]
    public bool IsOpen => OverAt is null;
}

internal sealed partial record Case
{
    /// <summary>Whether a question waits for an answer.</summary>
    public bool IsAsked => Question is { IsOpen: true } && IsWaitingFor(Cases.Question.Answer);
}
