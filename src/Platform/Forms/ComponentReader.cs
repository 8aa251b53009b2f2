using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Forms;

/// <summary>Reads one component by its form-js type; the switch is the list of what is supported.</summary>
internal sealed class ComponentReader(FormNotes notes, HashSet<string> ids, HashSet<string> keys)
{
    // Members that every component may have. layout is a matter of the editor: the server lays fields out one below the other.
    private static readonly string[] Common = ["id", "type", "layout", "conditional", "properties"];
    private static readonly string[] Field = ["key", "label", "description", "defaultValue", "disabled", "readonly", "validate", "appearance", .. Common];

    public FormComponent? Read(JsonObjectAt json, string path)
    {
        var at = new FormObject(json, notes);
        return at.RequiredText("type") switch
        {
            "text" => Text(at),
            "group" => Group(at, path),
            "separator" => Plain(at, new FormSeparator { Id = Id(at), HideWhen = Hide(at) }),
            "spacer" => Plain(at, new FormSpacer(at.Integer("height") ?? 32) { Id = Id(at), HideWhen = Hide(at) }, "height"),
            "button" when at.Text("action") is null or "submit" or "reset" => null, // the page has its own buttons
            "textfield" => Named(at, path, TextField(at, multiline: false)),
            "textarea" => Named(at, path, TextField(at, multiline: true)),
            "number" => Named(at, path, Number(at), "decimalDigits", "increment", "serializeToString"),
            "datetime" =>
                Named(at, path, Date(at), "subtype", "dateLabel", "disallowPassedDates", "useAmPm", "use24h", "timeSerializingFormat", "timeInterval"),
            "select" => Named(at, path, new SelectField { Options = Options(at) }, "values", "valuesKey", "valuesExpression", "searchable"),
            "radio" => Named(at, path, new RadioField { Options = Options(at) }, "values", "valuesKey", "valuesExpression"),
            "checklist" => Named(at, path, new ChecklistField { Options = Options(at) }, "values", "valuesKey", "valuesExpression"),
            "checkbox" => Named(at, path, new CheckboxField { }),
            "filepicker" => Named(at, path, File(at), "accept", "multiple"),
            { } type => Refused(at, type),
            null => null,
        };
    }

    private static FormComponent? Refused(FormObject at, string type)
    {
        at.Refuse("type", "form.component", type is "html"
            ? "The component type 'html' is refused: write 'text' in Markdown."
            : $"The component type '{type}' is not supported.");
        return null;
    }

    private FormText Text(FormObject at)
    {
        var text = new FieldTexts(at).Local("text", at.Text("text") ?? "");
        at.Known(["text", .. Common]);
        return new FormText(text) { Id = Id(at), HideWhen = Hide(at) };
    }

    private FormGroup Group(FormObject at, string path)
    {
        at.Known(["label", "components", "path", "showOutline", "verticalAlignment", .. Common]);
        var inner = at.Text("path") is { Length: > 0 } own ? Join(path, own) : path;
        var components = at.Objects("components").ToList().Select(c => Read(c, inner)).OfType<FormComponent>();
        return new FormGroup(new FieldTexts(at).Local("label", at.Text("label") ?? ""), [.. components]) { Id = Id(at), HideWhen = Hide(at) };
    }

    private static FormComponent Plain(FormObject at, FormComponent component, params ReadOnlySpan<string> own)
    {
        at.Known([.. own, .. Common]);
        return component;
    }

    private FormField Named(FormObject at, string path, FormField field, params ReadOnlySpan<string> own)
    {
        at.Known([.. own, .. Field]);
        var texts = new FieldTexts(at);
        return field with
        {
            Id = Id(at),
            HideWhen = Hide(at),
            Key = Key(at, path),
            Label = texts.Label,
            Description = texts.Description,
            Help = texts.Help,
            Errors = texts.Errors,
            Required = at.Object("validate").Boolean("required") ?? false,
            ReadOnlyWhen = ReadOnly(at),
            Default = Default(at),
            Prefill = at.Property("prefill") is { Length: > 0 } proposal ? at.Object("properties").Feel("prefill", proposal) : null,
            Source = at.Property("source"),
            Personal = at.Property("personal") != "false",
            Assert = at.Property("assert") is { Length: > 0 } rule ? at.Object("properties").Feel("assert", rule) : null,
            Normalise = Normalisation(at),
            Properties = texts.Properties,
        };
    }

    private static TextField TextField(FormObject at, bool multiline)
    {
        var rules = at.Object("validate");
        rules.Known("required", "minLength", "maxLength", "pattern", "validationType");
        return new TextField
        {
            Multiline = multiline,
            MinLength = rules.Integer("minLength"),
            MaxLength = rules.Integer("maxLength"),
            Pattern = rules.Pattern("pattern"),
            Format = rules.Text("validationType") switch
            {
                null or "" or "custom" => TextFormat.Plain,
                "email" => TextFormat.Email,
                "phone" => TextFormat.Phone,
                var type => Unknown(rules, "validationType", type, TextFormat.Plain),
            },
        };
    }

    private static NumberField Number(FormObject at)
    {
        var rules = at.Object("validate");
        rules.Known("required", "min", "max");
        return new NumberField
        {
            Min = rules.Number("min"),
            Max = rules.Number("max"),
            DecimalDigits = at.Integer("decimalDigits"),
            Unit = at.Object("appearance").Text("suffixAdorner"),
        };
    }

    private static DateField Date(FormObject at)
    {
        at.Object("validate").Known("required");
        if (at.Text("subtype") is { } subtype && subtype != "date")
            at.Refuse("subtype", "form.component", $"A datetime of subtype '{subtype}' is not supported, only 'date'.");
        return new DateField { NotBeforeToday = at.Boolean("disallowPassedDates") ?? false };
    }

    private static FileField File(FormObject at) =>
        new() { Accept = at.Text("accept"), Multiple = at.Boolean("multiple") ?? false };

    private static FormOptions Options(FormObject at)
    {
        if (!at.Has("values") && !at.Has("valuesKey") && !at.Has("valuesExpression"))
            at.Refuse("form.options", "A choice needs values, valuesKey or valuesExpression.");
        var texts = new FieldTexts(at);
        return new FormOptions([.. at.Objects("values").ToList().Select(texts.Option).OfType<FormOption>()], at.Text("valuesKey"), at.Feel("valuesExpression"));
    }

    private static FeelValue Default(FormObject at) => at.Value("defaultValue") switch
    {
        JsonTextAt text => text.Text,
        JsonNumberAt { Value: { } number } => number,
        JsonBooleanAt boolean => boolean.Value,
        JsonArrayAt list => FeelList.From(list.Items.OfType<JsonTextAt>().Select(t => (FeelValue)t.Text)),
        _ => FeelNull.Instance,
    };

    private static FeelExpression? Hide(FormObject at)
    {
        var conditional = at.Object("conditional");
        conditional.Known("hide");
        return conditional.Feel("hide");
    }

    // disabled is form-js's stronger readonly; for the server both mean: shown, not read.
    private static FeelExpression? ReadOnly(FormObject at) => (at.Value("disabled"), at.Value("readonly")) switch
    {
        (JsonBooleanAt { Value: true }, _) or (_, JsonBooleanAt { Value: true }) => FeelExpression.Parse("true"),
        (_, JsonTextAt { Text.Length: > 0 }) => at.Feel("readonly"),
        _ => null,
    };

    private static Normalisation? Normalisation(FormObject at)
    {
        if (at.Property("normalise") is not { } name)
            return null;
        return Forms.Normalisation.Parse(name)
            ?? Unknown(at.Object("properties"), "normalise", name, (Normalisation?)null);
    }

    private static T Unknown<T>(FormObject at, string member, string value, T instead)
    {
        at.Refuse(member, "form.unknown", $"'{value}' is not known as {member}.");
        return instead;
    }

    private string Id(FormObject at)
    {
        var id = at.Text("id") ?? "";
        if (id.Length > 0 && !ids.Add(id))
            at.Refuse("id", "form.id", $"The id '{id}' is given twice.");
        return id;
    }

    private string Key(FormObject at, string path)
    {
        var key = at.RequiredText("key") is { } own ? Join(path, own) : "";
        if (key.Length > 0 && !keys.Add(key))
            at.Refuse("key", "form.key", $"The key '{key}' is given twice.");
        return key;
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
