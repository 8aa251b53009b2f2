using System.CommandLine;

namespace Verwaltung.Documents.Tests;

public sealed class DeadlineCommandTests
{
    [Fact]
    public void The_day_of_notification_and_the_last_day_are_printed_with_the_reasons() =>
        Assert.Equal(
            (0, """
                Bekanntgabe:  2026-11-28 (Samstag)
                Letzter Tag:  2026-12-28 (Montag)
                - Zur Post gegeben am Di 24.11.2026. Am vierten Tag danach, Sa 28.11.2026, gilt der Bescheid als bekannt gegeben (§ 41 Abs. 2 Satz 1 VwVfG).
                - Der Sa 28.11.2026 ist zwar kein Werktag (Samstag). Das ändert nichts: Das Gesetz nennt einen Tag, keine Frist.
                - Der Sa 28.11.2026 löst die Frist aus und zählt nicht mit (§ 187 Abs. 1 BGB).
                - Die Frist von 1 Monat endet rechnerisch am Mo 28.12.2026 (§ 188 BGB).

                """, ""),
            Run(["POST", "2026-11-24", "1 month"]));

    [Theory]
    [InlineData("POST", "2026-11-20", "1 Monat", "2026-11-24\t2026-12-24")]
    [InlineData("MAILBOX", "2026-10-27", "P1M", "2026-10-31\t2026-11-30")]
    [InlineData("RETRIEVAL", "2026-01-27", "1 month", "2026-01-28\t2026-03-02")]
    [InlineData("PUBLIC", "2026-05-08", "1 month", "2026-05-22\t2026-06-22")]
    [InlineData("HANDED", "2026-03-20", "2 weeks", "2026-03-20\t2026-04-07")]
    [InlineData("handed", "12.03.2026", "14 days", "2026-03-12\t2026-03-26")]
    public void Lines_are_answered_with_lines(string rule, string date, string period, string answer) =>
        Assert.Equal((0, answer + Environment.NewLine, ""), Run(["--stdin"], $"{rule}\t{date}\t{period}\n"));

    [Fact]
    public void Another_Land_has_other_holidays() =>
        Assert.Equal((0, "2026-10-17\t2026-11-02" + Environment.NewLine, ""), Run(["--stdin", "--land", "NI"], "HANDED\t2026-10-17\t2 weeks\n"));

    [Theory]
    [InlineData("Expected RULE DATE PERIOD, for example: verwaltung deadline POST 2026-11-24 \"1 month\".")]
    [InlineData("Expected RULE DATE PERIOD, for example: verwaltung deadline POST 2026-11-24 \"1 month\".", "POST", "2026-11-24")]
    [InlineData("'FAX' is not one of the rules POST, MAILBOX, RETRIEVAL, PUBLIC, HANDED.", "FAX", "2026-11-24", "1 month")]
    [InlineData("'2026-11-31' is not a date such as 2026-11-24.", "POST", "2026-11-31", "1 month")]
    [InlineData("'soon' is not a period such as '1 month', 'P1M' or '14 days'.", "POST", "2026-11-24", "soon")]
    [InlineData("'XX' is not one of the Laender BW, BY, BE, BB, HB, HH, HE, MV, NI, NW, RP, SL, SN, ST, SH, TH.", "POST", "2026-11-24", "1 month", "--land", "XX")]
    [InlineData("The holidays of BY in 2026 are not known: Assumption Day and the Augsburg Peace Festival hold in some municipalities of BY only.", "POST", "2026-11-24", "1 month", "--land", "BY")]
    [InlineData("Days of notification are computed from 2025-01-01 on; before, other fictions applied.", "POST", "2024-11-24", "1 month")]
    [InlineData("The period ends after the year 9999.", "HANDED", "2026-11-24", "9999 years")]
    public void Wrong_usage_is_one_sentence_and_exit_2(string sentence, params string[] arguments) =>
        Assert.Equal((2, "", sentence + Environment.NewLine), Run(arguments));

    [Fact]
    public void A_wrong_line_is_named_and_ends_the_answers() =>
        Assert.Equal(
            (2, "2026-11-28\t2026-12-28" + Environment.NewLine, "Line 2: 'FAX' is not one of the rules POST, MAILBOX, RETRIEVAL, PUBLIC, HANDED." + Environment.NewLine),
            Run(["--stdin"], "POST\t2026-11-24\t1 month\nFAX\t2026-11-24\t1 month\n"));

    [Fact]
    public void A_period_may_be_several_words() =>
        Assert.StartsWith("Bekanntgabe:  2026-11-28", Run(["POST", "2026-11-24", "1", "month"]).Output, StringComparison.Ordinal);

    private static (int Exit, string Output, string Error) Run(string[] arguments, string input = "")
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exit = DeadlineCommand.Create(() => Periods.Office.Demonstration, new StringReader(input)).Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (exit, output.ToString(), error.ToString());
    }
}
