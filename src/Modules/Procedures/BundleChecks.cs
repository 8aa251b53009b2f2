using Verwaltung.Feel;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Procedures;

/// <summary>Checks across the files of a bundle: what <c>procedure.yaml</c> names must be there.</summary>
internal static class BundleChecks
{
    public static IEnumerable<Finding> Check(
        ProcedureSettings settings, ProcessDefinition? process, BundleDecisions decisions, IReadOnlyCollection<string> forms)
    {
        if (!forms.Contains(settings.ApplicationForm))
            yield return Missing("procedure.form", "application form", settings.ApplicationForm);
        if (settings.PreCheck is { } check && !forms.Contains(check.Form))
            yield return Missing("procedure.form", "form", check.Form);
        if (settings.PreCheck is { } question && !decisions.Ids.Contains(question.Decision))
            yield return Missing("procedure.decision", "decision", question.Decision);
        if (process is not null && process.Id != settings.Key)
            yield return new Finding(SettingsReader.File, 1, 1, Severity.Error, "procedure.process-id", $"Expected process id '{settings.Key}', but process.bpmn has '{process.Id}'.");
        foreach (var element in settings.Status.Keys.Where(id => process is not null && !process.Elements.ContainsKey(id)))
            yield return Missing("procedure.status", "process element", element);
    }

    private static Finding Missing(string code, string kind, string id) =>
        new(SettingsReader.File, 1, 1, Severity.Error, code, $"Expected a {kind} '{id}' in the bundle, but there is none.");
}
