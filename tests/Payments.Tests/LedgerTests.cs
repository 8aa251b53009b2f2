using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Marten;
using Verwaltung.Messaging;
using Verwaltung.Events;
using Verwaltung.Outcomes;

namespace Verwaltung.Payments.Tests;

/// <summary>The ledger agrees with the streams to the cent, whatever happened.</summary>
public sealed class LedgerTests : PaymentsTest
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly First = new(2026, 1, 1);
    private static readonly DateOnly Last = new(2030, 12, 31);

    [Fact]
    public void After_any_run_of_things_every_account_says_what_the_events_say() => Prop.ForAll(
        ArbMap.Default.ArbFor<PositiveInt>(), ArbMap.Default.ArbFor<int[]>(),
        (fee, steps) =>
        {
            var (payment, events) = Run(fee.Get, steps);
            return Balances(payment.Bookings).OrderBy(Name).SequenceEqual(Expected(events).OrderBy(Name))
                && Balances(payment.Bookings).Sum(account => account.Value) == 0 && payment.Kept >= 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public async Task The_export_of_many_payments_is_the_sum_of_their_streams()
    {
        var random = new System.Random(417);
        for (var i = 0; i < 12; i++) await LiveAsync(random);

        var lines = await ExportAsync();
        var events = await EventsAsync();
        Assert.NotEmpty(lines);
        Assert.Equal(Expected(events).OrderBy(Name), Balances(lines).OrderBy(Name));
    }

    [Fact]
    public async Task Text_that_a_spreadsheet_would_run_or_split_stays_text()
    {
        var payment = await Host.RequestAsync(People.NewCase());
        await Host.Bus.InvokeAsync<Outcome<Done>>(new RecordTransfer(payment.Id, 3070, "=SUM(A1);\"x\"", People.Meltem));

        using var output = new StringWriter(CultureInfo.InvariantCulture);
        await BookingsCommand.WriteAsync(Host.Service<BookingLedger>(), First, Last, output, default);

        Assert.Equal(
            $""""
            number;day;debit;credit;amount;what;kassenzeichen;file_number;reference
            {payment.Id}/1;2026-11-23;Receivable;Revenue;30.70;requested;{payment.Kassenzeichen};33.52-2026/000417;
            {payment.Id}/2;2026-11-23;Bank;Receivable;30.70;received;{payment.Kassenzeichen};33.52-2026/000417;"'=SUM(A1);""x"""

            """".ReplaceLineEndings("\r\n"),
            output.ToString());
    }

    [Fact]
    public async Task The_ledger_is_asked_for_by_days_and_for_a_month_at_most()
    {
        await Host.RequestAsync(People.NewCase());
        const string ask = "query($from: Date!, $to: Date!) { bookings(from: $from, to: $to) { day debit credit amount what } }";

        Assert.Equal(
            """[{"day":"2026-11-23","debit":"Receivable","credit":"Revenue","amount":30.7,"what":"requested"}]""",
            (await Host.AskAsync(ask, People.Cashier, new { from = "2026-11-23", to = "2026-11-23" }))["data"]!["bookings"]!.ToJsonString());
        Assert.Empty((await Host.AskAsync(ask, People.Cashier, new { from = "2026-11-24", to = "2026-12-24" }))["data"]!["bookings"]!.AsArray());
        Assert.NotNull((await Host.AskAsync(ask, People.Cashier, new { from = "2026-11-01", to = "2026-12-31" }))["errors"]);
        Assert.NotNull((await Host.AskAsync(ask, People.Cashier, new { from = "2026-11-02", to = "2026-11-01" }))["errors"]);
    }

    /// <summary>A payment to which things happen, by the module's own decisions.</summary>
    private static (Payment Payment, IReadOnlyList<object> Events) Run(long fee, IReadOnlyList<int> steps)
    {
        var requested = new PaymentRequested(Guid.CreateVersion7(), Guid.CreateVersion7(), People.Leyla, "33", "2600004176", fee, "Tarif", new(2026, 12, 7), Start);
        var (payment, events) = (Payment.Create(requested), new List<object> { requested });
        foreach (var step in steps)
        {
            foreach (var e in Next(payment, step, Start.AddHours(events.Count)))
            {
                events.Add(e);
                payment = Apply(payment, e);
            }
        }

        return (payment, events);
    }

    private static IEnumerable<object> Next(Payment payment, int step, DateTimeOffset now)
    {
        var size = Math.Abs((long)step);
        return (size % 5) switch
        {
            0 => new Money(payment.Cents, (PaymentMethod)(size / 5 % 4), $"m{size % 11}").For(payment, Guid.CreateVersion7(), now),
            1 => new Money(1 + (size % 7_000), PaymentMethod.Transfer, $"t{size % 13}").For(payment, Guid.CreateVersion7(), now),
            2 when payment.IsOpen => [new PaymentCancelled("withdrawn", now)],
            3 when Refunding.Decide(payment, Guid.CreateVersion7(), 1 + (size % 5_000), "goodwill", null, now) is { } refund => [refund],
            4 when payment.Refunds.FirstOrDefault(refund => refund.MadeAt is null) is { } due => [new RefundMade(due.Id, "x", People.Meltem, now)],
            _ => [],
        };
    }

    private static Payment Apply(Payment payment, object e) => e switch
    {
        PaymentReceived received => payment.Apply(received),
        SurplusReceived surplus => payment.Apply(surplus),
        PaymentCancelled cancelled => payment.Apply(cancelled),
        RefundRequested requested => payment.Apply(requested),
        RefundMade made => payment.Apply(made),
        _ => throw new InvalidOperationException($"Expected an event with money, but found {e}."),
    };

    private async Task LiveAsync(System.Random random)
    {
        var payment = await Host.RequestAsync(People.NewCase(), random.Next(1, 20_000) / 100m);
        for (var i = 0; i < random.Next(0, 6); i++)
        {
            IAsk<Outcome<Done>> command = random.Next(4) switch
            {
                0 => new TakePayment(payment.Id, PaymentMethod.Cash, Guid.CreateVersion7(), People.Meltem),
                1 => new RecordTransfer(payment.Id, random.Next(2) == 0 ? payment.Cents : random.Next(1, 9_000), $"A{random.Next(5)}", People.Meltem),
                2 => new RequestRefund(payment.Id, Guid.CreateVersion7(), random.Next(2) == 0 ? null : random.Next(1, 4_000), RefundReason.Goodwill, People.Meltem),
                _ => new ConfirmRefund(payment.Id, (await Host.PaymentAsync(payment.Id)).Refunds.FirstOrDefault()?.Id ?? Guid.Empty, "B", People.Meltem),
            };
            await Host.Bus.InvokeAsync<Outcome<Done>>(command);
        }

        if (random.Next(3) == 0) await Host.DoAsync("zahlung-abbrechen", new(payment.Case));
    }

    /// <summary>What the accounts must hold, read off the events alone: debits positive.</summary>
    private static Dictionary<string, long> Expected(IReadOnlyList<object> events)
    {
        long Sum<T>(Func<T, long> cents) => events.OfType<T>().Sum(cents);
        var fees = Sum<PaymentRequested>(e => e.Cents);
        var paid = Sum<PaymentReceived>(e => e.Cents);
        var surplus = Sum<SurplusReceived>(e => e.Cents);
        var refunded = Sum<RefundRequested>(e => e.IsSurplus ? 0 : e.Cents);
        var requests = events.OfType<RefundRequested>().ToDictionary(e => e.Refund, e => e.Cents);
        var sent = Sum<RefundMade>(e => requests[e.Refund]);
        var cancelled = Cancelled(events);
        var money = paid + surplus;
        return Zeroless(new()
        {
            ["Receivable"] = fees - cancelled - paid,
            ["Revenue"] = -(fees - cancelled - refunded),
            ["RefundsDue"] = -(surplus + refunded - sent),
            ["Money"] = money - sent,
        });
    }

    private static long Cancelled(IReadOnlyList<object> events)
    {
        var (sum, fee) = (0L, 0L);
        foreach (var e in events)
        {
            if (e is PaymentRequested requested) fee = requested.Cents;
            if (e is PaymentCancelled) sum += fee;
        }

        return sum;
    }

    private static Dictionary<string, long> Balances(IEnumerable<Booking> lines) =>
        Balances(lines.Select(line => (line.Debit.ToString(), line.Credit.ToString(), line.Cents)));

    private static Dictionary<string, long> Balances(IEnumerable<(string Debit, string Credit, long Cents)> lines)
    {
        var sums = new Dictionary<string, long>();
        foreach (var (debit, credit, cents) in lines)
        {
            sums[Of(debit)] = sums.GetValueOrDefault(Of(debit)) + cents;
            sums[Of(credit)] = sums.GetValueOrDefault(Of(credit)) - cents;
        }

        return Zeroless(sums);

        static string Of(string account) => account is "Receivable" or "Revenue" or "RefundsDue" ? account : "Money";
    }

    private static Dictionary<string, long> Zeroless(Dictionary<string, long> sums) => sums.Where(sum => sum.Value != 0).ToDictionary();

    private static string Name(KeyValuePair<string, long> account) => account.Key;

    private async Task<IReadOnlyList<(string, string, long)>> ExportAsync()
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        await BookingsCommand.WriteAsync(Host.Service<BookingLedger>(), First, Last, output, default);
        return [.. output.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(';'))
            .Select(cells => (cells[2], cells[3], (long)(decimal.Parse(cells[4], CultureInfo.InvariantCulture) * 100)))];
    }

    private async Task<IReadOnlyList<object>> EventsAsync()
    {
        var events = new List<object>();
        await using var session = Host.Service<IDocumentStore>().LightweightSession();
        foreach (var id in await Database.RowsAsync("select id from mt_streams where type = 'payment' order by id"))
            events.AddRange((await session.Events.FetchStreamAsync(Guid.Parse(id))).Select(e => e.Data));
        return events;
    }
}
