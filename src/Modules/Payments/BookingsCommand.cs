using System.CommandLine;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Verwaltung.Payments;

/// <summary><c>verwaltung bookings --from DAY --to DAY</c>: the ledger as CSV (RFC 4180, UTF-8, semicolons) for the finance system.</summary>
internal static class BookingsCommand
{
    private const string Head = "number;day;debit;credit;amount;what;kassenzeichen;file_number;reference";

    public static Command Create(Func<CancellationToken, Task<IServiceProvider>> services)
    {
        var from = new Option<string>("--from") { Description = "First day, such as 2026-11-01.", Required = true };
        var to = new Option<string>("--to") { Description = "Last day; the first day if it is not given." };
        var command = new Command("bookings", "Writes the bookings of some days as CSV, in double entry.") { from, to };
        command.SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration;
            if (Day(parsed.GetRequiredValue(from)) is not { } first
                || Day(parsed.GetValue(to) ?? parsed.GetRequiredValue(from)) is not { } last
                || last < first)
            {
                await output.Error.WriteLineAsync("--from and --to take days such as 2026-11-01, and --to is not before --from.");
                return 2;
            }

            await WriteAsync((await services(cancellation)).GetRequiredService<BookingLedger>(), first, last, output.Output, cancellation);
            return 0;
        });
        return command;
    }

    public static async Task WriteAsync(BookingLedger ledger, DateOnly from, DateOnly to, TextWriter output, CancellationToken cancellation)
    {
        await output.WriteAsync($"{Head}\r\n");
        await foreach (var line in ledger.ReadAsync(from, to, cancellation)) await output.WriteAsync(Row(line));
    }

    private static string Row(BookingLine line) => string.Create(CultureInfo.InvariantCulture,
        $"{line.Number};{line.Day:yyyy-MM-dd};{Field(line.Debit)};{Field(line.Credit)};{line.Amount:0.00};"
        + $"{line.What};{line.Kassenzeichen};{Field(line.FileNumber)};{Field(line.Reference)}\r\n");

    /// <summary>Quoted where RFC 4180 asks for it; a leading sign that a spreadsheet would run as a formula is kept from it.</summary>
    private static string Field(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t', ..] ? $"'{text}" : text;
        return safe.AsSpan().IndexOfAny(";\"\r\n") < 0 ? safe : $"\"{new StringBuilder(safe).Replace("\"", "\"\"")}\"";
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
