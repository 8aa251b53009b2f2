using Verwaltung.Feel;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Procedures;

/// <summary>A procedure as those who design and operate it see it.</summary>
/// <param name="Key">Name of its folder and of its process.</param>
/// <param name="Title">Its title; the key as long as no version was ever good.</param>
/// <param name="Active">The version that new cases use; null if none was ever good.</param>
/// <param name="Newest">What was found in its folder at the last start of this host; null if the folder is gone.</param>
/// <param name="Steps">The active version as a list of steps.</param>
[ObjectType]
internal sealed record ProcedureOverview(string Key, string Title, ActiveVersion? Active, NewestVersion? Newest, IReadOnlyList<ProcedureStep> Steps);

/// <summary>The version of a procedure that new cases use.</summary>
/// <param name="Hash">SHA-256 over the files of the version.</param>
/// <param name="Since">When it became active.</param>
[ObjectType]
internal sealed record ActiveVersion(string Hash, DateTimeOffset Since);

/// <summary>The version that lies in a procedure's folder.</summary>
/// <param name="Hash">SHA-256 over its files; null if they could not be read.</param>
/// <param name="Good">Whether it can run. If not, the last good version stays active.</param>
/// <param name="CheckedAt">When it was checked.</param>
/// <param name="Findings">What is wrong with it, file by file.</param>
[ObjectType]
internal sealed record NewestVersion(string? Hash, bool Good, DateTimeOffset CheckedAt, IReadOnlyList<ProcedureFinding> Findings);

/// <summary>Something that is wrong with a file of a procedure.</summary>
/// <param name="File">Path below the procedure's folder.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column, counted from 1.</param>
/// <param name="Error">True if it keeps the version from running; false for advice.</param>
/// <param name="Code">Stable code, for example <c>bpmn.no-default</c>.</param>
/// <param name="Message">The reason, for whoever mends the file.</param>
[ObjectType]
internal sealed record ProcedureFinding(string File, int Line, int Column, bool Error, string Code, string Message);

[QueryType]
internal static class ProcedureOverviews
{
    /// <summary>Every procedure with its active version, the state of its folder and its steps, by key.</summary>
    /// <param name="language">Language of the titles: de or en.</param>
    [Authorize(Roles = $"{RoleNames.Designer},{RoleNames.Operator}")]
    public static async Task<IReadOnlyList<ProcedureOverview>> ProcedureOverviewsAsync(
        Bundles bundles, LoadWorkflows workflows, CancellationToken cancellation, string language = "de")
    {
        var active = (await bundles.ListActiveAsync(cancellation)).ToDictionary(version => version.Bundle.Settings.Key);
        var folders = workflows.Folders.ToDictionary(folder => folder.Key);
        return [.. active.Keys.Union(folders.Keys).Order(StringComparer.Ordinal).Select(key => Overview(
            key, active.GetValueOrDefault(key), folders.GetValueOrDefault(key), language))];
    }

    private static ProcedureOverview Overview(string key, ActiveBundle? active, LoadedFolder? folder, string language) => new(
        key, active?.Bundle.Settings.Title.In(language) ?? key,
        active is null ? null : new ActiveVersion(active.Bundle.Hash, active.Since),
        folder is null ? null : new NewestVersion(folder.Hash, folder.IsGood, folder.At, [.. folder.Findings.Select(Told)]),
        active is null ? [] : ProcessSteps.Of(active.Bundle.Process));

    private static ProcedureFinding Told(Finding finding) =>
        new(finding.File, finding.Line, finding.Column, finding.Severity == Severity.Error, finding.Code, finding.Message);
}
