using Verwaltung.Web;

namespace Verwaltung.Cases;

/// <summary>Why a command on a case was refused, as the API says it.</summary>
internal sealed record RefusalAnswer(
    string Code, string Message, string? ByName = null, string? What = null, DateTimeOffset? At = null, IReadOnlyList<RefusalAnswer.Field>? Fields = null)
{
    internal sealed record Field(string Key, string Code, IReadOnlyList<string> Arguments, string? Message);

    public string Text(Texts texts) => Code switch
    {
        "cases.task-taken" => texts.Format($"refusal.{Code}", ByName ?? ""),
        "cases.overtaken" => texts.Format($"refusal.{Code}", ByName ?? "", texts[$"timeline.{What}"], At is { } at ? at : ""),
        _ => texts[$"refusal.{Code}"],
    };
}
