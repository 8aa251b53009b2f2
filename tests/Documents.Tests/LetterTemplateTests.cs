using System.Globalization;
using System.Text.Json.Nodes;
using Verwaltung.Documents.Contracts;
using Verwaltung.Documents.Letters;
using Verwaltung.Feel;

namespace Verwaltung.Documents.Tests;

public sealed class LetterTemplateTests
{
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    [Theory]
    [InlineData("Zone {{zone.name}}", "Zone Gutenbergstraße")]
    [InlineData("am {{start:date}}", "am 01.12.2026")]
    [InlineData("am {{start}}", "am 2026-12-01")]
    [InlineData("um {{received:time}}", "um 18:04 Uhr")]
    [InlineData("am {{received:datetime}}", "am 23.11.2026, 18:04 Uhr")]
    [InlineData("{{fee:money}}", "30,70 Euro")]
    [InlineData("{{fee}}", "30,7")]
    [InlineData("[{{missing?}}]", "[]")]
    [InlineData("{{#granted}}ja{{/granted}}{{^granted}}nein{{/granted}}", "ja")]
    [InlineData("{{#refused}}ja{{/refused}}{{^refused}}nein{{/refused}}", "nein")]
    [InlineData("{{#missing}}ja{{/missing}}{{^missing}}nein{{/missing}}", "nein")]
    [InlineData("{{#zone}}{{name}} {{fee}}{{/zone}}", "Gutenbergstraße 30,7")]
    [InlineData("{{#reasons}}({{code}} {{zone.name}}){{/reasons}}", "(A Gutenbergstraße)(B Gutenbergstraße)")]
    [InlineData("{{#names}}{{.}};{{/names}}", "Brandt;Wiechert;")]
    public void A_template_takes_values(string template, string filled) => Assert.Equal(filled, Fill(template));

    [Fact]
    public void A_section_alone_on_its_lines_leaves_no_empty_line() =>
        Assert.Equal("a\nb\nc\n", Fill("a\n{{#granted}}\nb\n{{/granted}}\n{{#refused}}\nx\n{{/refused}}\nc\n"));

    [Theory]
    [InlineData("a\n{{nothing}}", "Line 2: There is no value for {{nothing}}; write {{nothing?}} if it may be missing.")]
    [InlineData("a\n\n{{granted}}", "Line 3: The value of {{granted}} cannot be written; formats: date, time, datetime, money, markdown.")]
    [InlineData("{{fee:loud}}", "Line 1: The value of {{fee}} cannot be written as 'loud'; formats: date, time, datetime, money, markdown.")]
    [InlineData("{{zone.name:date}}", "Line 1: The value of {{zone.name}} cannot be written as 'date'; formats: date, time, datetime, money, markdown.")]
    [InlineData("\n{{#granted}} a", "Line 2: The section {{#granted}} is not closed.")]
    [InlineData("{{#granted}}{{/refused}}", "Line 1: {{/refused}} closes a section that is not open here.")]
    [InlineData("{{/granted}}", "Line 1: {{/granted}} closes a section that is not open here.")]
    [InlineData("a\nb {{ 1 + 1 }}", "Line 2: Expected a placeholder such as {{path}} or {{path:date}} after '{{'.")]
    public void A_template_that_does_not_fit_is_refused_by_line(string template, string message) =>
        Assert.Equal(message, Assert.Throws<LetterTemplateException>(() => Fill(template)).Message);

    [Theory]
    [InlineData("**fett** und _schräg_ [a](b) <b>x</b> & `c`")]
    [InlineData("{{fee}} {{#granted}}")]
    [InlineData("1. keine Liste")]
    [InlineData("- keine Liste")]
    [InlineData("# keine Überschrift")]
    [InlineData("---")]
    [InlineData("a\n===")]
    [InlineData("> kein Kasten")]
    [InlineData("3) x")]
    [InlineData("33.52-2026/000417, DO-LB 417, 30,70 € (1 + 1 = 2)!")]
    public void What_a_person_typed_stays_words(string typed)
    {
        var data = FeelContext.Empty.With("typed", typed);
        var once = TemplateValues.Fill("---\nsubject: x\nfrom: y\n---\n{{typed}}", data, German);
        var twice = TemplateValues.Fill(once, FeelContext.Empty, German);
        var body = LetterReader.Read(twice, LetterKind.Sheet, "", "de-DE", new("Datum", "")).Body;
        Assert.Equal(typed, string.Concat(Assert.IsType<LetterBlock.Paragraph>(Assert.Single(body)).Runs.Select(r => r.Text)));
    }

    [Theory]
    [InlineData("*kursiv* und ***beides***", "*kursiv* und beides")]
    [InlineData("_schräg_ `code` [a](b) ![x](y) <b>x</b> <https://a.example>", "_schräg_ `code` [a](b) ![x](y) <b>x</b> <https://a.example>")]
    [InlineData("Satz\n---", "Satz ---")]
    [InlineData("===", "===")]
    [InlineData("~~~", "~~~")]
    [InlineData("```\ncode\n```", "``` code ```")]
    [InlineData("    eingerückt", "eingerückt")]
    [InlineData("schon\\_geschützt \\*hier\\*", "schon_geschützt *hier*")]
    [InlineData("**fett** {{fee}}", "fett {{fee}}")]
    public void Whatever_a_clerk_writes_can_be_set(string typed, string read)
    {
        var body = LetterMarkdown.Read(TemplateValues.Fill("{{typed:markdown}}", FeelContext.Empty.With("typed", typed), German), 1);
        Assert.Equal(read, string.Concat(Assert.IsType<LetterBlock.Paragraph>(Assert.Single(body)).Runs.Select(r => r.Text)));
    }

    [Theory]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("1. ")]
    public void Marks_without_end_become_words(string mark)
    {
        var typed = string.Concat(Enumerable.Repeat(mark, 300)) + "x";

        var body = LetterMarkdown.Read(TemplateValues.Fill("{{typed:markdown}}", FeelContext.Empty.With("typed", typed), German), 1);

        Assert.Equal(typed, string.Concat(Assert.IsType<LetterBlock.Paragraph>(Assert.Single(body)).Runs.Select(r => r.Text)));
    }

    [Fact]
    public void A_clerk_s_lists_and_boxes_stay()
    {
        var body = LetterMarkdown.Read(TemplateValues.Fill("{{typed:markdown}}", FeelContext.Empty.With("typed", "* eins\n* zwei *halb*\n\n1. drei\n\n> Kasten"), German), 1);
        Assert.Equal([typeof(LetterBlock.List), typeof(LetterBlock.List), typeof(LetterBlock.Box)], body.Select(block => block.GetType()));
    }

    [Fact]
    public void An_empty_line_in_a_value_begins_a_paragraph() =>
        Assert.Equal(2, LetterMarkdown.Read(TemplateValues.Fill("{{typed}}", FeelContext.Empty.With("typed", "a\nb\n\nc"), German), 1).Count);

    [Fact]
    public void A_letter_is_read_from_front_matter_and_body()
    {
        var letter = LetterReader.Read("""
            ---
            subject: Ablehnung
            from: Stadt Dortmund
            from: 44122 Dortmund
            to: Halina Kosmala
            to: Kreuzstraße 22
            info: Aktenzeichen: 33.52-2026/000417
            sign: Im Auftrag
            sign: Thöne
            ---
            Ihr Antrag wird **abgelehnt**.

            ### Gründe

            1. Eins
            2. Zwei

            > **Rechtsbehelfsbelehrung**
            """, LetterKind.Letter, "24.11.2026", "de-DE", new("Datum", "Seite {0} von {1}"));
        Assert.Equal(
            ("Ablehnung", "Stadt Dortmund|44122 Dortmund", "Halina Kosmala|Kreuzstraße 22", "Datum=24.11.2026|Aktenzeichen=33.52-2026/000417", "Im Auftrag|Thöne"),
            (letter.Title, string.Join('|', letter.Sender), string.Join('|', letter.Recipient), string.Join('|', letter.Info.Select(i => string.Join('=', i))), string.Join('|', letter.Signature)));
        Assert.Equal(
            ["Paragraph", "Heading", "List", "Box"],
            letter.Body.Select(b => b.GetType().Name));
        Assert.Equal(2, ((LetterBlock.Heading)letter.Body[1]).Level);
    }

    [Theory]
    [InlineData("Text", "Line 1: Expected front matter between two lines '---', with 'subject:' and 'from:' at least.")]
    [InlineData("---\nfrom: x\n---\n", "Line 1: The front matter has no 'subject:'.")]
    [InlineData("---\nsubject: x\n---\n", "Line 1: The front matter has no 'from:'; an act without its authority is void (§ 44(2) Nr. 1 VwVfG).")]
    [InlineData("---\nsubject: x\nfrom: y\n---\n", "Line 1: The front matter of a letter has no 'to:'.")]
    [InlineData("---\nsubject: x\ncolour: red\n---\n", "Line 3: Expected 'key: value' with one of the keys title, subject, from, to, info, sign, but found 'colour: red'.")]
    [InlineData("---\nsubject: x\nfrom: y\nto: z\n---\nA\n\n![x](y)", "Line 8: A letter has no Link; within a paragraph there is only **bold**.")]
    [InlineData("---\nsubject: x\nfrom: y\nto: z\n---\n```\ncode\n```", "Line 6: A letter has no FencedCode; it has headings, paragraphs, lists and boxes ('> ').")]
    public void What_a_letter_cannot_say_is_refused_by_line(string text, string message) =>
        Assert.Equal(message, Assert.Throws<LetterTemplateException>(() => LetterReader.Read(text, LetterKind.Letter, "", "de-DE", new("", ""))).Message);

    private static string Fill(string template) => TemplateValues.Fill(template, (FeelContext)FeelValue.FromJson(JsonNode.Parse("""
        { "zone": { "name": "Gutenbergstraße" }, "start": "2026-12-01", "received": "2026-11-23T17:04:00Z", "fee": 30.70, "granted": true, "refused": false,
          "reasons": [{ "code": "A" }, { "code": "B" }], "names": ["Brandt", "Wiechert"] }
        """)), German);
}
