using Verwaltung.Cases.Contracts;

namespace Verwaltung.Procedures.Tests;

/// <summary>A small procedure that is in order; tests break it in one place.</summary>
internal static class SampleProcedure
{
    public const string Settings = """
        key: permit
        title: { de: Ausweis, en: Permit }
        summary: { de: Einen Ausweis bekommen., en: Get a permit. }
        description: { de: Alles über den Ausweis., en: All about the permit. }
        keywords: [Karte]
        requirements:
          - { de: Ihr Name, en: Your name }
        fee: { de: 10 Euro, en: 10 euros }
        duration: { de: Ein Tag, en: One day }
        offline:
          counter: { de: Am Schalter., en: At the counter. }
          post: { de: Per Post., en: By post. }
          phone: { de: Am Telefon., en: By phone. }
        legalBasis: { de: § 1, en: Section 1 }
        department: { number: "33", name: Bürgerdienste, address: 44122 Dortmund, phone: "115" }
        team: "33/5"
        filePlan: "33.52"
        serviceTargetDays: 3
        applicationForm: apply
        preCheck:
          form: apply
          decision: fee
          title: { de: Darf ich?, en: May I? }
          yes: { de: "Ja, {{name}}.", en: "Yes, {{name}}." }
          no: { de: "Nein, {{name}}: {{grund}}.", en: "No, {{name}}: {{grund}}." }
          noLinks:
            - { text: { de: Hilfe, en: Help }, address: /help }
        status:
          decide: { de: Ein Mensch prüft., en: A person is checking. }

        """;

    public const string Process = """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
          <bpmn:process id="permit" name="Ausweis" isExecutable="true">
            <bpmn:startEvent id="start" name="Antrag da"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="compute" />
            <bpmn:businessRuleTask id="compute" name="Gebühr berechnen">
              <bpmn:extensionElements><zeebe:calledDecision decisionId="fee" resultVariable="fee" /></bpmn:extensionElements>
              <bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing>
            </bpmn:businessRuleTask>
            <bpmn:sequenceFlow id="b" sourceRef="compute" targetRef="decide" />
            <bpmn:userTask id="decide" name="Antrag entscheiden">
              <bpmn:extensionElements><zeebe:userTask /><zeebe:formDefinition formId="apply" /></bpmn:extensionElements>
              <bpmn:incoming>b</bpmn:incoming><bpmn:outgoing>c</bpmn:outgoing>
            </bpmn:userTask>
            <bpmn:sequenceFlow id="c" sourceRef="decide" targetRef="send" />
            <bpmn:serviceTask id="send" name="Bescheid senden">
              <bpmn:extensionElements><zeebe:taskDefinition type="send" /></bpmn:extensionElements>
              <bpmn:incoming>c</bpmn:incoming><bpmn:outgoing>e</bpmn:outgoing>
            </bpmn:serviceTask>
            <bpmn:sequenceFlow id="e" sourceRef="send" targetRef="end" />
            <bpmn:endEvent id="end" name="Entschieden"><bpmn:incoming>e</bpmn:incoming></bpmn:endEvent>
          </bpmn:process>
        </bpmn:definitions>

        """;

    public const string Decision = """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="fees" name="fees" namespace="t">
          <decision id="fee" name="fee">
            <literalExpression id="x"><text>if name = "Ada" then { treffer: true, grund: null } else { treffer: false, grund: "unbekannt" }</text></literalExpression>
          </decision>
        </definitions>

        """;

    public const string Form = """
        {
          "id": "apply", "type": "default", "schemaVersion": 18,
          "components": [
            { "type": "textfield", "id": "name", "key": "name", "label": "Name", "validate": { "required": true } }
          ]
        }

        """;

    public const string Scenario = """
        start: 2026-11-23T09:00:00+01:00
        antrag: { name: Ada }
        schritte:
          decide: { decided: true }
        weg: [decide, send]
        werte:
          fee.treffer: true
          decided: true

        """;

    /// <summary>What the house of these tests offers: that of the sample, and those that the procedures of this repository ask for.</summary>
    public static IReadOnlyList<JobType> JobTypes { get; } =
    [
        .. new[]
        {
            "send", "melderegister", "ausweis-suchen", "ausweis-eintragen", "eingangsbestaetigung", "bescheid-entwerfen", "bescheid-ausfertigen",
            "postfach-bereitstellen", "post-queue", "rueckfrage-senden", "rueckfrage-erinnern", "ziel-fortsetzen", "ruecknahme-bestaetigen", "ausweis-verlaengern", "ausweis-widerrufen", "kennzeichen-aendern",
            "zahlung-anfordern", "zahlung-erinnern", "zahlung-abbrechen", "zahlung-erstatten",
        }.Select(name => new JobType(name)),
    ];

    /// <summary>Writes the procedure into a folder <c>permit</c> and gives its path.</summary>
    public static string Write(Workspace folder, string name = "permit")
    {
        folder.With($"{name}/procedure.yaml", Settings.Replace("key: permit", $"key: {name}", StringComparison.Ordinal));
        folder.With($"{name}/process.bpmn", Process.Replace("id=\"permit\"", $"id=\"{name}\"", StringComparison.Ordinal));
        folder.With($"{name}/decisions/fee.dmn", Decision);
        folder.With($"{name}/forms/apply.form", Form);
        folder.With($"{name}/scenarios/way.yaml", Scenario);
        return Path.Combine(folder.Path, name);
    }
}
