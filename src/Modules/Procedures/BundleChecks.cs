using System.Text;
using System.Text.RegularExpressions;
using Verwaltung.Feel;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Procedures;

/// <summary>Checks across the files of a bundle: what <c>procedure.yaml</c> names must be there. Findings stand at the line that names it.</summary>
internal static partial class BundleChecks
{
    public static IEnumerable<Finding> Check(BundleFiles files, ProcedureSettings settings, ProcessDefinition? process, ProcessResources resources)
    {
        var places = YamlValues.Load(Encoding.UTF8.GetString(files.Files[SettingsReader.File]));
        Finding Fault(string code, string message, params string[] path)
        {
            var (line, column) = YamlValues.PlaceOf(places, path);
            return new Finding(SettingsReader.File, line, column, Severity.Error, code, message);
        }

        if (settings.Key != files.Key)
            yield return Fault("procedure.key", $"Expected key '{files.Key}', the name of the folder, but found '{settings.Key}'.", "key");
        else if (!KeyPattern().IsMatch(settings.Key))
            yield return Fault("procedure.key", $"Expected a key of lower-case letters, digits and hyphens, but found '{settings.Key}'.", "key");
        if (resources.FormIds?.Contains(settings.ApplicationForm) is false)
            yield return Fault("procedure.form", $"There is no form '{settings.ApplicationForm}' in the folder forms.", "applicationForm");
        if (settings.PreCheck is { } check && resources.FormIds?.Contains(check.Form) is false)
            yield return Fault("procedure.form", $"There is no form '{check.Form}' in the folder forms.", "preCheck", "form");
        if (settings.PreCheck is { } question && resources.DecisionIds?.Contains(question.Decision) is false)
            yield return Fault("procedure.decision", $"There is no decision '{question.Decision}' in the folder decisions.", "preCheck", "decision");
        foreach (
            var (way, text) in ((string, Localised)[])[
                ("counter", settings.Offline.Counter), ("post", settings.Offline.Post), ("phone", settings.Offline.Phone)
            ])
            if (string.IsNullOrWhiteSpace(text.De) || string.IsNullOrWhiteSpace(text.En))
                yield return Fault("procedure.offline", $"Expected words on how to apply without internet, but offline.{way} is empty.", "offline", way);
        if (process is not null && process.Id != settings.Key)
            yield return new Finding(
                BundleFiles.Process, process.Position.Line, process.Position.Column, Severity.Error, "procedure.process-id",
                $"Expected process id '{settings.Key}', but found '{process.Id}'.");
        foreach (var element in settings.Status.Keys.Where(id => process?.Elements.ContainsKey(id) is false))
            yield return Fault("procedure.status", $"There is no element '{element}' in the process.", "status", element);
        var letters = files.In("letters", ".md").Select(letter => Path.GetFileNameWithoutExtension(letter.Key)).ToHashSet();
        foreach (var (letter, name) in settings.FileNames)
            if (!letters.Contains(letter))
                yield return Fault("procedure.letter", $"There is no letter '{letter}' in the folder letters.", "fileNames", letter);
            else if (!FileNamePattern().IsMatch(name))
                yield return Fault("procedure.file-name", $"Expected the name of a file such as 'Bescheid.pdf', but found '{name}'.", "fileNames", letter);
    }

    /// <summary>Decisions are found by id alone, so that an id stands once in all files.</summary>
    public static IEnumerable<Finding> Twice(BundleDecisions decisions) =>
        from same in decisions.Decisions.GroupBy(decision => decision.Id)
        from twin in same.Skip(1)
        select new Finding(
            twin.Path, 1, 1, Severity.Error, "procedure.decision-twice", $"Expected decision ids to be unique, but '{twin.Id}' is in {same.First().Path} too.");

    [GeneratedRegex("^[a-z][a-z0-9-]{0,99}$")]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"^[\w\-(),. ]{1,100}\.pdf$")]
    private static partial Regex FileNamePattern();
}
