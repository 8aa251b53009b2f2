using Verwaltung.Feel;
using Verwaltung.Forms;

namespace Verwaltung.Web.Tests;

/// <summary>A form with every supported component, in three steps.</summary>
internal static class SampleForm
{
    public static readonly FeelEnvironment Environment =
        new(new DateTimeOffset(2026, 11, 23, 17, 4, 0, TimeSpan.Zero), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    public static Form Form { get; } = FormReader.Read(Json, "sample.form") is { Form: { } form } ? form
        : throw new InvalidOperationException(string.Join('\n', FormReader.Read(Json, "sample.form").Findings));

    public static FeelContext Known { get; } = FeelContext.Empty
        .WithPath("applicant.name", "Leyla Brandt").WithPath("applicant.address", "Gutenbergstraße 31, 44139 Dortmund").WithPath("zone", "Gutenbergstraße");

    private const string Json = """
        {
          "id": "sample", "type": "default", "schemaVersion": 18,
          "components": [
            { "type": "group", "id": "g1", "label": "Ihre Angaben", "properties": { "step": "person", "label.en": "About you" }, "components": [
              { "type": "text", "id": "t1", "text": "Das wissen wir schon. Für **{{zone}}** gilt die Zone.", "properties": { "text.en": "We know this already. The zone is **{{zone}}**." } },
              { "type": "textfield", "id": "f1", "key": "applicant.address", "label": "Anschrift", "readonly": true, "properties": { "source": "resident-register", "label.en": "Address" } },
              { "type": "textfield", "id": "f2", "key": "applicant.email", "label": "E-Mail", "description": "Nur damit wir Ihnen sagen können, dass etwas Neues für Sie da ist.", "validate": { "required": true, "validationType": "email" },
                "properties": { "label.en": "E-mail", "description.en": "Only to tell you that there is something new for you.", "help": "Wir schreiben **keinen Inhalt** per E-Mail.", "help.en": "We send **no content** by e-mail." } },
              { "type": "textfield", "id": "f3", "key": "applicant.phone", "label": "Telefon", "validate": { "validationType": "phone" }, "properties": { "label.en": "Phone" } },
              { "type": "separator", "id": "s1" },
              { "type": "textarea", "id": "f4", "key": "remark", "label": "Möchten Sie uns noch etwas sagen?", "validate": { "maxLength": 20 }, "properties": { "label.en": "Anything else?" } } ] },
            { "type": "group", "id": "g2", "label": "Fahrzeug", "properties": { "step": "vehicle", "label.en": "Vehicle" }, "components": [
              { "type": "textfield", "id": "f5", "key": "vehicle.plate", "label": "Kennzeichen", "description": "So wie auf dem Schild, zum Beispiel DO-AB 123.", "validate": { "required": true, "pattern": "^[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} [1-9][0-9]{0,3}[EH]?$" },
                "properties": { "normalise": "kennzeichen:DO", "error": "Dieses Kennzeichen gibt es so nicht. Bitte prüfen Sie Buchstaben und Zahlen.", "label.en": "Number plate", "error.en": "There is no such plate. Please check letters and digits." } },
              { "type": "radio", "id": "f6", "key": "vehicle.holder", "label": "Ist das Auto auf Sie zugelassen?", "validate": { "required": true }, "values": [ { "value": "yes", "label": "ja" }, { "value": "use", "label": "nein, ich nutze es dauerhaft" }, { "value": "company", "label": "Firmenwagen" } ],
                "properties": { "label.en": "Is the car registered to you?", "option.yes.en": "yes", "option.use.en": "no, I use it permanently", "option.company.en": "company car" } },
              { "type": "filepicker", "id": "f7", "key": "vehicle.consent", "label": "Bestätigung der Halterin oder des Halters", "accept": ".pdf,image/*", "multiple": true, "conditional": { "hide": "=vehicle.holder = \"yes\" or vehicle.holder = null" }, "properties": { "label.en": "Consent of the keeper" } },
              { "type": "checklist", "id": "f8", "key": "vehicle.traits", "label": "Was trifft zu?", "values": [ { "value": "electric", "label": "Elektroauto" }, { "value": "trailer", "label": "Anhänger" } ], "properties": { "label.en": "What applies?", "option.electric.en": "electric car", "option.trailer.en": "trailer" } } ] },
            { "type": "group", "id": "g3", "label": "Ausweis", "properties": { "step": "permit", "label.en": "Permit" }, "components": [
              { "type": "datetime", "id": "f9", "key": "permit.start", "subtype": "date", "dateLabel": "Beginn", "disallowPassedDates": true, "validate": { "required": true },
                "properties": { "label.en": "Start", "assert": "=date(permit.start) <= today() + @\"P3M\"", "assert.message": "Spätestens in drei Monaten.", "assert.message.en": "In three months at the latest." } },
              { "type": "select", "id": "f10", "key": "permit.months", "label": "Laufzeit", "validate": { "required": true }, "values": [ { "value": "6", "label": "6 Monate, 20,50 €" }, { "value": "12", "label": "12 Monate, 30,70 €" } ], "properties": { "label.en": "Duration", "option.6.en": "6 months, €20.50", "option.12.en": "12 months, €30.70", "personal": "false" } },
              { "type": "number", "id": "f11", "key": "vehicle.weight", "label": "Gewicht", "decimalDigits": 1, "appearance": { "suffixAdorner": "kg" }, "validate": { "min": 100, "max": 3500 }, "properties": { "label.en": "Weight", "personal": "false" } },
              { "type": "spacer", "id": "s2", "height": 40 },
              { "type": "checkbox", "id": "f12", "key": "consent", "label": "Meine Angaben stimmen.", "validate": { "required": true }, "properties": { "label.en": "My answers are true." } } ] }
          ]
        }
        """;
}
