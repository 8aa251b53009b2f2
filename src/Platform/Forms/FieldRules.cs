using System.Globalization;
using System.Text.RegularExpressions;
using Verwaltung.Feel;

namespace Verwaltung.Forms;

/// <summary>The rules of one field: the first that is broken is told, in the order in which a person would mend them.</summary>
internal static partial class FieldRules
{
    public static FieldError? Check(FormField field, FeelValue value, FeelContext all, FeelEnvironment environment)
    {
        if (IsEmpty(field, value))
            return Empty(field, all, environment);
        return Own(field, value, all, environment)
            ?? (field.Assert is null || FormRules.Holds(field.Assert, all, environment) ? null : Error(field, "assert"));
    }

    /// <summary>An optional field may be demanded by what else was answered. A rule about the value itself is null for none, and says nothing.</summary>
    private static FieldError? Empty(FormField field, FeelContext all, FeelEnvironment environment) =>
        field.Required ? Error(field, field is ChoiceField ? "choose" : field is FileField ? "attach" : field is CheckboxField ? "tick" : "required")
        : FormRules.Fails(field.Assert, all, environment) ? Error(field, "assert")
        : null;

    /// <summary>The form's own words come before the general ones; <c>error</c> alone does not speak for an empty field.</summary>
    public static FieldError Error(FormField field, string code, params ReadOnlySpan<object> args)
    {
        var empty = code is "required" or "choose" or "attach" or "tick";
        var own = field.Errors.GetValueOrDefault(empty ? "required" : code) ?? (empty ? null : field.Errors.GetValueOrDefault(""));
        return new FieldError(field.Key, code, own, [.. args]);
    }

    private static bool IsEmpty(FormField field, FeelValue value) => value switch
    {
        FeelNull => true,
        FeelList list => list.Items.IsEmpty,
        FeelBoolean boolean => field is CheckboxField && !boolean.Value,
        _ => false,
    };

    private static FieldError? Own(FormField field, FeelValue value, FeelContext all, FeelEnvironment environment) => (field, value) switch
    {
        (TextField text, FeelString typed) => Text(text, typed.Value),
        (NumberField number, FeelNumber typed) => Number(number, typed.Value),
        (DateField { NotBeforeToday: true }, FeelString day)
            when DateOnly.ParseExact(day.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture) < Today(environment) => Error(field, "past"),
        (ChoiceField choice, _) => Offered(choice, value, all, environment),
        (FileField, FeelString id) when !Guid.TryParse(id.Value, out _) => Error(field, "file"),
        (FileField, FeelList files) when files.Items.Any(f => f is not FeelString s || !Guid.TryParse(s.Value, out _)) => Error(field, "file"),
        _ => null,
    };

    private static FieldError? Text(TextField field, string text)
    {
        if (text.Length < field.MinLength)
            return Error(field, "minLength", field.MinLength);
        if (text.Length > field.MaxLength)
            return Error(field, "maxLength", field.MaxLength, text.Length);
        if (field.Format == TextFormat.Email && !Email().IsMatch(text))
            return Error(field, "email");
        if (field.Format == TextFormat.Phone && !Phone().IsMatch(text))
            return Error(field, "phone");
        return field.Pattern is null || field.Pattern.IsMatch(text) ? null : Error(field, "pattern");
    }

    private static FieldError? Number(NumberField field, decimal number)
    {
        if (number < field.Min)
            return Error(field, "min", field.Min);
        if (number > field.Max)
            return Error(field, "max", field.Max);
        return field.DecimalDigits is { } digits && decimal.Round(number, digits) != number ? Error(field, "digits", digits) : null;
    }

    private static FieldError? Offered(ChoiceField field, FeelValue value, FeelContext all, FeelEnvironment environment)
    {
        var offered = FormRules.Options(field, all, environment).Select(o => o.Value).ToHashSet();
        var chosen = value is FeelList list ? list.Items.ToList() : [value];
        return chosen.All(c => c is FeelString s && offered.Contains(s.Value)) ? null : Error(field, "option");
    }

    private static DateOnly Today(FeelEnvironment environment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(environment.Now, environment.Zone).DateTime);

    // The dot-atom of RFC 5321, which is what people have; names beyond ASCII (RFC 6531) our mails would not reach. The rest is left to the sent message.
    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([\p{L}\p{N}-]+\.)+[\p{L}\p{N}-]{2,}\z")]
    private static partial Regex Email();

    // E.164 has at most 15 digits; blanks, slash, hyphen and brackets are how people group them.
    [GeneratedRegex(@"^(?=(\D*\d){3,15}\D*$)\+?[0-9 ()/\-]+\z")]
    private static partial Regex Phone();
}
