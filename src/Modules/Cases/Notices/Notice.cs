using System.Collections.Immutable;
using Verwaltung.Documents.Contracts;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Procedures.Contracts;

namespace Verwaltung.Cases;

/// <summary>The issued notice and what happened to it.</summary>
internal sealed record Notice([property: ID] Guid Id, FileId File, string Kind, PersonId SignedBy, DateTimeOffset IssuedAt)
{
    [GraphQLDescription("Whether it decides something that one can sue against; a hearing (§ 28 VwVfG NRW) and a message that nothing happens do not.")]
    public bool Decides { get; init; } = true;
    [GraphQLDescription("Since when it lies in the applicant's mailbox.")]
    public DateTimeOffset? PlacedAt { get; init; }
    [GraphQLDescription("When the mail about it was handed over; from then the ten days for its retrieval run (§ 41(2a) VwVfG).")]
    public DateTimeOffset? ProvidedAt { get; init; }
    [GraphQLDescription("When the mailbox was given up for the post: not opened in ten days, or no mail about it could be sent.")]
    public DateTimeOffset? WithdrawnAt { get; init; }
    public DateTimeOffset? QueuedAt { get; init; }
    public DateOnly? PostedOn { get; init; }
    [GraphQLDescription("When the posted letter came back: it has notified nobody and has to be posted again.")]
    public DateOnly? ReturnedOn { get; init; }
    [GraphQLDescription("Why it came back: `unknown`, `moved`, `refused`, `not-collected`, `deceased` or `other`.")]
    public string? ReturnReason { get; init; }
    [GraphQLDescription("Where it goes to after it came back; null: to the address in the letter.")]
    public string? OtherAddress { get; init; }
    public DateTimeOffset? RetrievedAt { get; init; }
    public DateOnly? NotifiedOn { get; init; }
    public DateOnly? RemedyEnds { get; init; }
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>As the procedure sees it: its outcomes that decide nothing stand in <c>procedure.yaml</c>.</summary>
    public Notice In(ProcedureSettings settings) => this with { Decides = settings.Decides(Kind) };

    /// <summary>Whether its addressee may read it: opened in the mailbox, so that opening is on record, or come by post.</summary>
    [GraphQLIgnore]
    public bool IsReadable => RetrievedAt is not null || PostedOn is not null;

    /// <summary>Whether it lies in the mailbox and nobody has opened it.</summary>
    [GraphQLIgnore]
    public bool IsUnopened => this is { PlacedAt: not null, RetrievedAt: null, WithdrawnAt: null };
}
