using System.Globalization;
using Verwaltung.Feel;
using Verwaltung.Forms;

namespace Verwaltung.Forms.Tests;

public sealed class FormInputTests
{
    private static readonly FeelEnvironment Today = new(new DateTimeOffset(2026, 11, 22, 23, 30, 0, TimeSpan.Zero), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    [Fact]
    public void Values_are_read_in_the_language_of_the_person_and_kept_without_it()
    {
        var form = Form("""{ "type": "number", "key": "a", "label": "A" }, { "type": "datetime", "key": "b.c", "label": "B", "subtype": "date" }, { "type": "checkbox", "key": "d", "label": "D" }, { "type": "textarea", "key": "e", "label": "E" }""");

        var german = FormInput.Read(form, null, Posted(("a", "1.234,50"), ("b.c", "3.1.2027"), ("d", "true"), ("e", " x\r\ny ")), FeelContext.Empty, German, Today);
        var english = FormInput.Read(form, null, Posted(("a", "1,234.50"), ("b.c", "3 January 2027"), ("d", "true"), ("e", "x\ny")), FeelContext.Empty, English, Today);

        var expected = FeelContext.Empty.With("a", 1234.5m).WithPath("b.c", "2027-01-03").With("d", true).With("e", "x\ny");
        Assert.Equal((expected, expected), (german.Values, english.Values));
        Assert.Empty(german.Errors);
    }

    [Fact]
    public void A_cleared_field_is_null_and_an_unticked_box_is_false()
    {
        var form = Form("""{ "type": "textfield", "key": "a", "label": "A" }, { "type": "checkbox", "key": "b", "label": "B" }, { "type": "checklist", "key": "c", "label": "C", "values": [ { "value": "x" } ] }""");

        var result = FormInput.Read(form, null, Posted(("a", "  ")), FeelContext.Empty.With("a", "old"), German, Today);

        Assert.Equal(FeelContext.Empty.With("a", FeelNull.Instance).With("b", false).With("c", FeelList.Empty), result.Values);
    }

    [Theory]
    [InlineData("""{ "type": "textfield", "key": "a", "label": "A", "properties": { "normalise": "kennzeichen:DO" } }""", "DO-AB\r\n123", "line")]
    [InlineData("""{ "type": "textfield", "key": "a", "label": "A", "validate": { "pattern": "^[a-z]+$" } }""", "ab\nc", "line")]
    [InlineData("""{ "type": "textfield", "key": "a", "label": "A" }""", "a\tb", "line")]
    [InlineData("""{ "type": "textfield", "key": "a", "label": "A" }""", "a\u2028b", "line")]
    [InlineData("""{ "type": "textfield", "key": "a", "label": "A" }""", "a\u202Eb", "line")]
    [InlineData("""{ "type": "textarea", "key": "a", "label": "A" }""", "a\u0007b", "characters")]
    public void What_is_no_writing_is_refused_before_it_is_brought_into_its_normal_form(string field, string typed, string code)
    {
        var (read, given) = (FormInput.Read(Form(field), null, Posted(("a", typed)), FeelContext.Empty, German, Today),
            FormInput.Check(Form(field), null, FeelContext.Empty.With("a", typed), FeelContext.Empty, Today));

        Assert.Equal([$"a: {code}", $"a: {code}"], read.Errors.Concat(given.Errors).Select(error => error.ToString()));
    }

    [Fact]
    public void A_longer_text_keeps_its_lines_whoever_sent_it()
    {
        var form = Form("""{ "type": "textarea", "key": "a", "label": "A" }""");
        var expected = FeelContext.Empty.With("a", "x\n\ty\nz");

        Assert.Equal(expected, FormInput.Read(form, null, Posted(("a", "x\r\n\ty\u2028z\n")), FeelContext.Empty, German, Today).Values);
        Assert.Equal(expected, FormInput.Check(form, null, FeelContext.Empty.With("a", "x\r\n\ty\u2028z\n"), FeelContext.Empty, Today).Values);
    }

    [Fact]
    public void Read_only_and_hidden_fields_are_ignored_whatever_is_posted()
    {
        var form = Form("""
            { "type": "textfield", "key": "address", "label": "A", "readonly": true, "validate": { "required": true } },
            { "type": "textfield", "key": "status", "label": "S", "disabled": true },
            { "type": "radio", "key": "own", "label": "O", "values": [ { "value": "yes" }, { "value": "no" } ] },
            { "type": "textfield", "key": "keeper", "label": "K", "validate": { "required": true }, "conditional": { "hide": "=own != \"no\"" } }
            """);

        var result = FormInput.Read(form, null, Posted(("address", "forged"), ("status", "forged"), ("own", "yes"), ("keeper", "forged")), FeelContext.Empty, German, Today);

        Assert.Equal(FeelContext.Empty.With("own", "yes"), result.Values);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void A_field_that_the_same_answer_reveals_is_asked_for()
    {
        var form = Form("""
            { "type": "radio", "key": "own", "label": "O", "values": [ { "value": "yes" }, { "value": "no" } ] },
            { "type": "textfield", "key": "keeper", "label": "K", "validate": { "required": true }, "conditional": { "hide": "=own != \"no\"" } },
            { "type": "textfield", "key": "since", "label": "S", "validate": { "required": true }, "conditional": { "hide": "=keeper = null" } }
            """);

        Assert.Equal(["keeper: required"], Errors(form, ("own", "no")));
        Assert.Equal(["since: required"], Errors(form, ("own", "no"), ("keeper", "Mutter")));
        // Hidden by a hidden field: the chain is followed to its end.
        Assert.Equal([], Errors(form, ("own", "yes"), ("keeper", "Mutter"), ("since", "")));
    }

    [Theory]
    [InlineData("\"validate\": { \"required\": true }", "", "a: required")]
    [InlineData("\"validate\": { \"minLength\": 3 }", "ab", "a: minLength")]
    [InlineData("\"validate\": { \"maxLength\": 3 }", "abcd", "a: maxLength")]
    [InlineData("\"validate\": { \"pattern\": \"^[0-9]{5}$\" }", "4413", "a: pattern")]
    [InlineData("\"validate\": { \"validationType\": \"email\" }", "leyla@nowhere", "a: email")]
    [InlineData("\"validate\": { \"validationType\": \"email\" }", "leyla.brandt+x@example.org", null)]
    [InlineData("\"validate\": { \"validationType\": \"email\" }", "leyla..brandt@example.org", "a: email")]
    [InlineData("\"validate\": { \"validationType\": \"email\" }", "lüke@example.org", "a: email")]
    [InlineData("\"validate\": { \"validationType\": \"email\" }", "leyla@bücher.example", null)]
    [InlineData("\"validate\": { \"validationType\": \"phone\" }", "keine", "a: phone")]
    [InlineData("\"validate\": { \"validationType\": \"phone\" }", "+49 (231) 50-11150", null)]
    [InlineData("\"properties\": { \"assert\": \"=string length(a) > 3\" }", "abc", "a: assert")]
    [InlineData("\"properties\": { \"assert\": \"=string length(a) > 3\" }", "", null)]
    public void Text_is_checked(string rules, string typed, string? error) =>
        Assert.Equal(error is null ? [] : [error], Errors(Form($$"""{ "type": "textfield", "key": "a", "label": "A", {{rules}} }"""), ("a", typed)));

    [Theory]
    [InlineData("number", "\"validate\": { \"min\": 10 }", "9,9", "a: min")]
    [InlineData("number", "\"validate\": { \"max\": 10 }", "10,1", "a: max")]
    [InlineData("number", "\"decimalDigits\": 1", "10,15", "a: digits")]
    [InlineData("number", "\"validate\": { }", "zehn", "a: number")]
    [InlineData("datetime", "\"subtype\": \"date\"", "30.2.2026", "a: date")]
    [InlineData("datetime", "\"subtype\": \"date\", \"disallowPassedDates\": true", "22.11.2026", "a: past")] // half past midnight of the 23rd in Berlin
    [InlineData("datetime", "\"subtype\": \"date\", \"disallowPassedDates\": true", "23.11.2026", null)]
    [InlineData("select", "\"values\": [ { \"value\": \"x\" } ]", "y", "a: option")]
    [InlineData("radio", "\"values\": [ { \"value\": \"x\" } ], \"validate\": { \"required\": true }", "", "a: choose")]
    [InlineData("checkbox", "\"validate\": { \"required\": true }", "", "a: tick")]
    [InlineData("filepicker", "\"validate\": { \"required\": true }", "", "a: attach")]
    [InlineData("filepicker", "\"multiple\": false", "../etc/passwd", "a: file")]
    public void Other_fields_are_checked(string type, string rules, string typed, string? error) =>
        Assert.Equal(error is null ? [] : [error], Errors(Form($$"""{ "type": "{{type}}", "key": "a", "label": "A", {{rules}} }"""), ("a", typed)));

    [Fact]
    public void The_form_s_own_words_come_first()
    {
        var form = Form("""{ "type": "textfield", "key": "a", "label": "A", "validate": { "required": true, "minLength": 2, "pattern": "x" }, "properties": { "error": "falsch", "error.minLength": "zu kurz" } }""");

        Assert.Equal("zu kurz", Only(form, "a").Own?.Default);
        Assert.Equal("falsch", Only(form, "abc").Own?.Default);
        Assert.Null(Only(form, "").Own); // "falsch" would be wrong for a field that is empty
    }

    [Fact]
    public void Answers_may_come_from_case_data_or_from_feel()
    {
        var form = Form("""{ "type": "select", "key": "a", "label": "A", "valuesKey": "zones" }, { "type": "select", "key": "b", "label": "B", "valuesExpression": "=for z in zones return z.value" }""");
        var known = FeelContext.Empty.With("zones", FeelList.Of(FeelContext.Empty.With("value", "GU").With("label", "Gutenbergstraße")));

        Assert.Equal([new FormOption("GU", LocalText.Of("Gutenbergstraße"))], FormRules.Options((ChoiceField)form.Field("a")!, known, Today));
        Assert.Equal([new FormOption("GU", LocalText.Of("GU"))], FormRules.Options((ChoiceField)form.Field("b")!, known, Today));
    }

    [Fact]
    public void A_program_s_values_pass_the_same_rules()
    {
        var form = Form("""{ "type": "textfield", "key": "plate", "label": "P", "validate": { "pattern": "^DO-" }, "properties": { "normalise": "kennzeichen" } }, { "type": "datetime", "key": "start", "label": "S", "subtype": "date" }, { "type": "number", "key": "n", "label": "N" }""");

        var good = FormInput.Check(form, null, FeelContext.Empty.With("plate", "do-lb 417").With("start", new DateOnly(2026, 12, 1)).With("n", 3), FeelContext.Empty, Today);
        var bad = FormInput.Check(form, null, FeelContext.Empty.With("plate", 7).With("start", "1.12.2026").With("n", "3"), FeelContext.Empty, Today);

        Assert.Equal(FeelContext.Empty.With("plate", "DO-LB 417").With("start", "2026-12-01").With("n", 3), good.Values);
        Assert.Equal(["plate: kind", "start: date", "n: kind"], bad.Errors.Select(e => e.ToString()));
    }

    [Fact]
    public void An_optional_field_is_demanded_by_another_answer()
    {
        var form = Form("""
            { "type": "textfield", "key": "result", "label": "Result" },
            { "type": "textarea", "key": "why", "label": "Why", "properties": { "assert": "=result != \"refused\" or why != null" } },
            { "type": "checklist", "key": "reasons", "label": "Reasons", "values": [ { "value": "a" } ], "properties": { "assert": "=result != \"refused\" or count(reasons) > 0" } }
            """);

        Assert.Equal(["why: assert", "reasons: assert"], Errors(form, ("result", "refused")));
        Assert.Empty(Errors(form, ("result", "granted")));
        Assert.Empty(Errors(form, ("result", "refused"), ("why", "so"), ("reasons", "a")));
    }

    [Fact]
    public void What_is_proposed_for_a_field_is_worked_out_from_what_is_known()
    {
        var form = Form("""{ "type": "textarea", "key": "a", "label": "A", "properties": { "prefill": "=request" } }, { "type": "datetime", "key": "b", "label": "B", "subtype": "date", "properties": { "prefill": "=today() + duration(\"P14D\")" } }""");
        var known = FeelContext.Empty.With("request", "Bitte schicken Sie uns …");

        Assert.Equal([(FeelValue)"Bitte schicken Sie uns …", "2026-12-07"], form.AllFields.Select(field => FormRules.Proposal(field, known, Today)));
        Assert.Equal(FeelContext.Empty.With("a", FeelNull.Instance).With("b", FeelNull.Instance), FormInput.Check(form, null, FeelContext.Empty, known, Today).Values);
    }

    [Fact]
    public void Everything_gathered_is_checked_before_it_is_sent()
    {
        var form = FormReader.Read("""
            { "id": "f", "schemaVersion": 18, "components": [
              { "type": "group", "label": "1", "properties": { "step": "one" }, "components": [ { "type": "textfield", "key": "a", "label": "A", "validate": { "required": true } } ] },
              { "type": "group", "label": "2", "properties": { "step": "two" }, "conditional": { "hide": "=a = \"skip\"" }, "components": [ { "type": "textfield", "key": "b", "label": "B", "validate": { "required": true } } ] } ] }
            """, "f").Form!;

        Assert.Equal(["a: required", "b: required"], FormInput.CheckAll(form, FeelContext.Empty, Today).Select(e => e.ToString()));
        Assert.Empty(FormInput.CheckAll(form, FeelContext.Empty.With("a", "skip"), Today));
        Assert.Equal(["one"], form.VisibleSteps(FeelContext.Empty.With("a", "skip"), Today).Select(s => s.Key));
    }

    private static FieldError Only(Form form, string typed) => Assert.Single(FormInput.Read(form, null, Posted(("a", typed)), FeelContext.Empty, German, Today).Errors);

    private static IEnumerable<string> Errors(Form form, params (string, string)[] posted) =>
        FormInput.Read(form, null, Posted(posted), FeelContext.Empty, German, Today).Errors.Select(e => e.ToString());

    private static Dictionary<string, IReadOnlyList<string>> Posted(params (string Key, string Text)[] fields) =>
        fields.ToDictionary(f => f.Key, f => (IReadOnlyList<string>)[f.Text]);

    private static Form Form(string components)
    {
        var result = FormReader.Read($$"""{ "id": "f", "schemaVersion": 18, "components": [ {{components}} ] }""", "f");
        return result.Form ?? throw new InvalidOperationException(string.Join('\n', result.Findings));
    }
}
