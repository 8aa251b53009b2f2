using Verwaltung.Feel;
using Verwaltung.Forms;

namespace Verwaltung.Forms.Tests;

public sealed class FormReaderTests
{
    [Fact]
    public void Steps_are_groups_with_a_step_and_the_components_after_them()
    {
        var form = Read("""
            { "id": "f", "schemaVersion": 18, "components": [
              { "type": "text", "id": "t", "text": "Guten Tag" },
              { "type": "group", "id": "g", "label": "Fahrzeug", "path": "vehicle", "properties": { "step": "car", "label.en": "Vehicle" }, "components": [ { "type": "textfield", "key": "plate", "label": "Kennzeichen" } ] },
              { "type": "checkbox", "key": "ok", "label": "Stimmt" } ] }
            """);

        Assert.Equal(["f: ", "car: vehicle.plate, ok"], form.Steps.Select(s => $"{s.Key}: {string.Join(", ", s.Fields.Select(f => f.Key))}"));
        Assert.Equal(("Fahrzeug", "Vehicle"), (form.Step("car")!.Title.Default, form.Step("car")!.Title.In(new("en-GB"))));
    }

    [Fact]
    public void What_properties_add_is_read()
    {
        var field = Read("""
            { "id": "f", "schemaVersion": 18, "components": [ { "type": "textfield", "key": "plate", "label": "Kennzeichen",
              "properties": { "label.en": "Plate", "source": "vehicle-register", "personal": "false", "help": "Hilfe", "normalise": "kennzeichen:DO", "error": "falsch", "error.required": "fehlt", "error.en": "wrong" } } ] }
            """).Field("plate")!;

        Assert.Equal(("Plate", "vehicle-register", false, "Hilfe", new Normalisation("kennzeichen", "DO")),
            (field.Label.In(new("en-GB")), field.Source, field.Personal, field.Help?.Default, field.Normalise));
        Assert.Equal(["", "required"], field.Errors.Keys.Order());
        Assert.Equal("wrong", field.Errors[""].In(new("en-GB")));
    }

    [Theory]
    [InlineData("html", "The component type 'html' is refused: write 'text' in Markdown.")]
    [InlineData("dynamiclist", "The component type 'dynamiclist' is not supported.")]
    [InlineData("taglist", "The component type 'taglist' is not supported.")]
    public void An_unknown_component_is_refused_where_it_stands(string type, string message)
    {
        var json = "{ \"id\": \"f\", \"schemaVersion\": 18,\n  \"components\": [\n    { \"id\": \"ä\", \"type\": \"" + type + "\" } ] }";

        Assert.Equal([new Finding("a.form", 3, 26, Severity.Error, "form.component", message)], FormReader.Read(json, "a.form").Findings);
    }

    [Theory]
    [InlineData("", "form.json")]
    [InlineData("[]", "form.json")]
    [InlineData("{ \"id\": ", "form.json")]
    [InlineData("{ \"id\": \"f\", \"schemaVersion\": 18, \"components\": [] } x", "form.json")]
    [InlineData("{ \"id\": \"f\", \"components\": [] }", "form.schema-version")]
    [InlineData("{ \"id\": \"f\", \"schemaVersion\": 99, \"components\": [] }", "form.schema-version")]
    [InlineData("{ \"schemaVersion\": 18, \"components\": [] }", "form.id")]
    [InlineData("{ \"id\": 3, \"schemaVersion\": 18, \"components\": [] }", "form.kind")]
    public void A_broken_file_says_what_is_wrong(string json, params string[] codes) =>
        Assert.Equal(codes, FormReader.Read(json, "a.form").Findings.Select(f => f.Code));

    [Theory]
    [InlineData("\"type\": \"textfield\", \"label\": \"A\"", "form.key")]
    [InlineData("\"type\": \"textfield\", \"key\": \"a\"", "form.label")]
    [InlineData("\"type\": \"textfield\", \"key\": \"a\", \"label\": \"A\", \"validate\": { \"custom\": 1 }", "form.unknown")]
    [InlineData("\"type\": \"textfield\", \"key\": \"a\", \"label\": \"A\", \"validate\": { \"pattern\": \"(\" }", "form.pattern")]
    [InlineData("\"type\": \"textfield\", \"key\": \"a\", \"label\": \"A\", \"validate\": { \"pattern\": \"(?=a)b\" }", "form.pattern")]
    [InlineData("\"type\": \"textfield\", \"key\": \"a\", \"label\": \"A\", \"validate\": { \"required\": \"yes\" }", "form.kind")]
    [InlineData("\"type\": \"textfield\", \"key\": \"a\", \"label\": \"A\", \"conditional\": { \"hide\": \"=1 +\" }", "form.feel")]
    [InlineData("\"type\": \"textfield\", \"key\": \"a\", \"label\": \"A\", \"surprise\": true", "form.unknown")]
    [InlineData("\"type\": \"textfield\", \"key\": \"a\", \"label\": \"A\", \"properties\": { \"normalise\": \"magic\" }", "form.unknown")]
    [InlineData("\"type\": \"textfield\", \"key\": \"a\", \"label\": \"{{ 1 + }}\"", "form.template")]
    [InlineData("\"type\": \"text\", \"text\": \"{{#if x}}\"", "form.template")]
    [InlineData("\"type\": \"select\", \"key\": \"a\", \"label\": \"A\"", "form.options")]
    [InlineData("\"type\": \"radio\", \"key\": \"a\", \"label\": \"A\", \"values\": [ { \"value\": 1, \"label\": \"x\" } ]", "form.options")]
    [InlineData("\"type\": \"datetime\", \"key\": \"a\", \"label\": \"A\", \"subtype\": \"time\"", "form.component")]
    public void What_cannot_be_kept_is_refused(string component, string code)
    {
        var result = FormReader.Read($$"""{ "id": "f", "schemaVersion": 18, "components": [ { {{component}} } ] }""", "a.form");

        Assert.Equal([code], result.Findings.Select(f => f.Code).Distinct());
        Assert.Null(result.Form);
    }

    [Fact]
    public void Keys_and_ids_are_unique()
    {
        var result = FormReader.Read("""
            { "id": "f", "schemaVersion": 18, "components": [
              { "type": "textfield", "id": "x", "key": "a", "label": "A" },
              { "type": "textfield", "id": "x", "key": "a", "label": "A" } ] }
            """, "a.form");

        Assert.Equal(["a.form:3:32: error form.id The id 'x' is given twice.", "a.form:3:44: error form.key The key 'a' is given twice."], result.Findings.Select(f => f.ToString()));
    }

    private static Form Read(string json) => FormReader.Read(json, "a.form") is { Form: { } form } ? form : throw new InvalidOperationException(string.Join('\n', FormReader.Read(json, "a.form").Findings));
}
