using Verwaltung.Web;

namespace Verwaltung.Cases;

/// <summary>A task's own name, or in plain words what a case waits for.</summary>
internal static class StepTexts
{
    public static string Of(Texts texts, string step) =>
        texts.Has($"step.{step}") ? texts[$"step.{step}"]
        : step.StartsWith("job:", StringComparison.Ordinal) ? texts.Format("step.job", step["job:".Length..])
        : step.StartsWith("message:", StringComparison.Ordinal) ? texts.Format("step.message", step["message:".Length..])
        : step;
}
