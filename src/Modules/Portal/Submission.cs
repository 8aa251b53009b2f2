using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Workflow;

namespace Verwaltung.Portal;

/// <summary>A draft as the case that it becomes.</summary>
internal static class Submission
{
    public static StartCase Of(Draft draft, string language) => new(
        new CaseId(draft.Id), draft.ProcedureKey, draft.Person, draft.Person, "portal",
        [
            .. Draft.Leaves(draft.Values)
                .GroupBy(leaf => draft.Origins.TryGetValue(leaf.Path, out var origin) ? origin.Source : ValueOrigin.Applicant)
                .Select(group => new OriginatedValues(group.Key, group.Aggregate(FeelContext.Empty, (values, leaf) => values.WithPath(leaf.Path, leaf.Value)))),
        ],
        [.. NamedFiles(draft).Select(file => new AttachedFile(file.File, file.Name, "attachment"))], language);

    /// <summary>A file that was replaced by another one before sending stays behind.</summary>
    public static IEnumerable<DraftFile> NamedFiles(Draft draft) => draft.Files.Where(file => IsNamed(draft.Values, file));

    private static bool IsNamed(FeelContext values, DraftFile file) => values.GetPath(file.Field) switch
    {
        FeelString id => id.Value == file.File.ToString(),
        FeelList ids => ids.Items.Contains(new FeelString(file.File.ToString())),
        _ => false,
    };
}
