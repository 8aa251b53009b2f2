namespace Verwaltung.Cases;

public sealed partial class CasePage
{
    private const string TaskForm = "task-";

    /// <summary>
    /// The task that was posted when someone has taken or finished it meanwhile: its form is no longer shown, but without one
    /// of its name the framework answers an empty 400 instead of saying who was faster.
    /// </summary>
    private TaskShown? Gone =>
        PostedTask is { } id && !_case.Tasks.Any(task => task.Id == id && task is { RefusalCode: null } and ({ IsMine: true } or { AssigneeName: null }))
            ? _case.Tasks.FirstOrDefault(task => task.Id == id) ?? new TaskShown(id, "", null, null, false, null, null)
            : null;

    private Guid? PostedTask =>
        Http.Request.HasFormContentType && Http.Request.Form["_handler"].ToString() is var name && name.StartsWith(TaskForm, StringComparison.Ordinal)
            && Guid.TryParse(name.AsSpan(TaskForm.Length), out var id) ? id : null;

    /// <summary>What was typed into it, so that nobody has to think of it again.</summary>
    private IReadOnlyList<(string Label, string Text)> Kept =>
        _typed is not null && Gone is { } gone && FormOf(gone) is { } form
            ? [.. form.AllFields.Where(input => _typed.ContainsKey(input.Key))
                .Select(input => (input.Label.In(Texts.Culture), string.Join(", ", _typed[input.Key]))).Where(line => line.Item2.Length > 0)]
            : [];
}
