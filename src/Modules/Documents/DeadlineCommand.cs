using System.CommandLine;
using System.Globalization;
using Verwaltung.Periods;

namespace Verwaltung.Documents;

/// <summary><c>verwaltung deadline RULE DATE PERIOD [--land NW]</c>: when a notice counts as notified and when its period ends, with the reasons.</summary>
internal static class DeadlineCommand
{
    private const int WrongUsage = 2;
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    private static readonly Dictionary<string, NotificationRule> Rules = new(StringComparer.OrdinalIgnoreCase)
    {
        ["POST"] = NotificationRule.PostInland,
        ["MAILBOX"] = NotificationRule.OzgPostfach,
        ["RETRIEVAL"] = NotificationRule.Abruf41Abs2a,
        ["PUBLIC"] = NotificationRule.Oeffentlich,
        ["HANDED"] = NotificationRule.Aushaendigung,
    };

    public static Command Create(Func<Office> office) => Create(office, Console.In);

    internal static Command Create(Func<Office> office, TextReader input)
    {
        var question = new Argument<string[]>("RULE DATE PERIOD")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description =
                "RULE: POST, MAILBOX (OZG), RETRIEVAL (§ 41(2a) VwVfG, with the day of retrieval), PUBLIC or HANDED. DATE: 2026-11-24. "
                + "PERIOD: \"1 month\", P1M, \"14 days\".",
        };
        var land = new Option<string>("--land")
        {
            Description = "Land whose public holidays count; the office's if left out.",
            DefaultValueFactory = _ => office().Land.ToString(),
        };
        var stdin = new Option<bool>("--stdin") { Description = "Reads lines RULE<tab>DATE<tab>PERIOD and writes lines NOTIFIED<tab>END." };
        var command = new Command("deadline", "Computes the day of notification and the last day of a period, with the reasons.") { question, land, stdin };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            return Refusing(error, () =>
            {
                var days = WorkingDaysOf(parsed.GetValue(land)!);
                var words = parsed.GetValue(question) ?? [];
                if (parsed.GetValue(stdin))
                    AnswerLines(input, words, days, output);
                else
                    Explain(Answer(words is [var rule, var date, .. { Length: > 0 } rest] ? [rule, date, string.Join(' ', rest)] : words, days), output);
            });
        });
        return command;
    }

    private static int Refusing(TextWriter error, Action answer)
    {
        try
        {
            answer();
            return 0;
        }
        catch (Exception refusal) when (refusal is FormatException or HolidaysUnknownException or ArgumentException)
        {
            error.WriteLine(
                refusal is ArgumentException { ParamName: { } name }
                    ? refusal.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)
                    : refusal.Message);
            return WrongUsage;
        }
    }

    private static WorkingDays WorkingDaysOf(string land) =>
        Enum.TryParse<Land>(land, ignoreCase: true, out var known) && Enum.IsDefined(known) && !char.IsAsciiDigit(land[0])
            ? new(known)
            : throw new FormatException($"'{land}' is not one of the Laender {string.Join(", ", Enum.GetNames<Land>())}.");

    private static void AnswerLines(TextReader input, string[] words, WorkingDays days, TextWriter output)
    {
        if (words.Length > 0)
            throw new FormatException("With --stdin the questions are read from the standard input, not from the command line.");
        for (var number = 1; input.ReadLine() is { } line; number++)
            if (line.Length > 0)
                output.WriteLine(AnswerLine(line, number, days));
    }

    private static string AnswerLine(string line, int number, WorkingDays days)
    {
        try
        {
            var (notified, deadline) = Answer(line.Split('\t'), days);
            return string.Create(CultureInfo.InvariantCulture, $"{notified.Day:yyyy-MM-dd}\t{deadline.LastDay:yyyy-MM-dd}");
        }
        catch (Exception refusal) when (refusal is FormatException or ArgumentException)
        {
            throw new FormatException($"Line {number}: {refusal.Message}", refusal);
        }
    }

    private static (Notification.Effective, Deadline) Answer(string[] question, WorkingDays days)
    {
        if (question is not [var ruleName, var dateText, var periodText])
            throw new FormatException("Expected RULE DATE PERIOD, for example: verwaltung deadline POST 2026-11-24 \"1 month\".");
        if (!Rules.TryGetValue(ruleName, out var rule))
            throw new FormatException($"'{ruleName}' is not one of the rules {string.Join(", ", Rules.Keys)}.");
        if (!DateOnly.TryParseExact(dateText, ["yyyy-MM-dd", "dd.MM.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw new FormatException($"'{dateText}' is not a date such as 2026-11-24.");
        var period = Period.Parse(periodText);
        var notified = (Notification.Effective)new Notifications(days)
            .Compute(new(rule, day) { Retrieved = rule is NotificationRule.Abruf41Abs2a ? day : null }, day);
        return (notified, new Deadlines(days).Compute(notified.Day, period));
    }

    private static void Explain((Notification.Effective Notified, Deadline Deadline) answer, TextWriter output)
    {
        output.WriteLine(string.Create(German, $"Bekanntgabe:  {answer.Notified.Day:yyyy-MM-dd} ({answer.Notified.Day:dddd})"));
        output.WriteLine(string.Create(German, $"Letzter Tag:  {answer.Deadline.LastDay:yyyy-MM-dd} ({answer.Deadline.LastDay:dddd})"));
        foreach (var reason in answer.Notified.Reasons.Concat(answer.Deadline.Reasons))
            output.WriteLine($"- {reason.Sentence(German)}");
    }
}
