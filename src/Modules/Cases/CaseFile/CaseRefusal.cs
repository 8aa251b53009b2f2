using Verwaltung.Web;

namespace Verwaltung.Cases;

/// <summary>What some refusals of a command on a case say beside their code.</summary>
internal sealed record CaseRefusal(string? ByName = null, string? What = null, DateTimeOffset? At = null)
{
    public static string Text(GraphRefusal refusal, Texts texts)
    {
        var said = refusal.Read<CaseRefusal>();
        return refusal.Code switch
        {
            "cases.task-taken" => texts.Format($"refusal.{refusal.Code}", said.ByName ?? ""),
            "cases.overtaken" => texts.Format($"refusal.{refusal.Code}", said.ByName ?? "", texts[$"timeline.{said.What}"], said.At is { } at ? at : ""),
            _ => refusal.Text(texts),
        };
    }
}
