using System.Collections.Immutable;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Payments;

/// <summary>A payment: a stream of its own, named by the job that asked for it.</summary>
internal sealed record Payment
{
    public required Guid Id { get; init; }
    public required Guid Case { get; init; }
    public required PersonId Payer { get; init; }
    public required string FileNumber { get; init; }
    public required string Kassenzeichen { get; init; }
    public required long Cents { get; init; }
    public required string Tariff { get; init; }
    public required DateOnly Due { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public ImmutableArray<Attempt> Attempts { get; init; } = [];
    public PaymentReceived? Received { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }
    public ImmutableArray<Refund> Refunds { get; init; } = [];
    public bool IsCaseTold { get; init; }
    /// <summary>References of all money that ever came: the same money twice is once.</summary>
    public ImmutableHashSet<string> Counted { get; init; } = [];
    public ImmutableArray<Booking> Bookings { get; init; } = [];

    public bool IsOpen => Received is null && CancelledAt is null;

    /// <summary>The attempt whose end is not known; while there is one, no other is begun.</summary>
    public Attempt? Running => Attempts.FirstOrDefault(attempt => attempt.Outcome is null);

    /// <summary>What of the fee has not gone back nor is to go back.</summary>
    public long Kept => Received is null ? 0 : Received.Cents - Refunds.Where(refund => !refund.IsSurplus).Sum(refund => refund.Cents);

    public PaymentState State => this switch
    {
        { Received: not null, Kept: 0 } => PaymentState.Refunded,
        { Received: not null } => PaymentState.Paid,
        { CancelledAt: not null } => PaymentState.Cancelled,
        { Running.Transaction: not null } => PaymentState.Checking,
        _ => PaymentState.Open,
    };

    public Attempt? Find(Guid attempt) => Attempts.FirstOrDefault(one => one.Id == attempt);

    public static Payment Create(PaymentRequested e) => new Payment
    {
        Id = e.Payment,
        Case = e.Case,
        Payer = e.Payer,
        FileNumber = e.FileNumber,
        Kassenzeichen = e.Kassenzeichen,
        Cents = e.Cents,
        Tariff = e.Tariff,
        Due = e.Due,
        RequestedAt = e.At,
    }.Booked(Booking.Requested(e));

    public Payment Apply(AttemptBegun e) => this with { Attempts = Attempts.Add(new Attempt(e.Attempt, e.At)) };
    public Payment Apply(AttemptOpened e) => Changed(e.Attempt, attempt => attempt with { Transaction = e.Transaction, RedirectUrl = e.RedirectUrl });
    public Payment Apply(AttemptEnded e) => Changed(e.Attempt, attempt => attempt with { Outcome = e.Outcome });
    public Payment Apply(PaymentReceived e) => (Paid(e.Reference) with { Received = e, Counted = Counted.Add(e.Reference) }).Booked(Booking.Received(e));
    public Payment Apply(SurplusReceived e) => (Paid(e.Reference) with { Counted = Counted.Add(e.Reference) }).Booked(Booking.Surplus(e));
    public Payment Apply(PaymentCancelled e) => (this with { CancelledAt = e.At }).Booked(Booking.Cancelled(e, Cents));
    public Payment Apply(CaseTold _) => this with { IsCaseTold = true };

    public Payment Apply(RefundRequested e)
    {
        var changed = this with { Refunds = Refunds.Add(new Refund(e.Refund, e.Cents, e.Reason, e.IsSurplus, e.At)) };
        return e.IsSurplus ? changed : changed.Booked(Booking.RefundOwed(e));
    }

    public Payment Apply(RefundMade e)
    {
        var refund = Refunds.Single(one => one.Id == e.Refund);
        return (this with { Refunds = Refunds.Replace(refund, refund with { MadeAt = e.At, Reference = e.Reference }) })
            .Booked(Booking.Refunded(e, refund.Cents));
    }

    private Payment Booked(Booking booking) => this with { Bookings = Bookings.Add(booking) };

    private Payment Paid(string transaction) =>
        Attempts.FirstOrDefault(attempt => attempt.Transaction == transaction) is { } attempt
            ? Changed(attempt.Id, one => one with { Outcome = "paid" })
            : this;

    private Payment Changed(Guid id, Func<Attempt, Attempt> change) =>
        Find(id) is { } attempt ? this with { Attempts = Attempts.Replace(attempt, change(attempt)) } : this;
}

/// <summary>One try to pay online.</summary>
/// <param name="Id">Also the request id under which the provider knows it.</param>
internal sealed record Attempt(Guid Id, DateTimeOffset BegunAt)
{
    public string? Transaction { get; init; }
    public string? RedirectUrl { get; init; }
    public string? Outcome { get; init; }
}

internal sealed record Refund(Guid Id, long Cents, string Reason, bool IsSurplus, DateTimeOffset RequestedAt)
{
    public DateTimeOffset? MadeAt { get; init; }
    public string? Reference { get; init; }
}
