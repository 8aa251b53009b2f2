namespace Verwaltung.Bench;

/// <summary>One line of the report.</summary>
/// <param name="Question">What was measured.</param>
/// <param name="Measured">The product's figure.</param>
/// <param name="Limit">What it is held against, measured in the same run.</param>
/// <param name="Ratio">Product to limit: median over the slices, with quartiles.</param>
/// <param name="Goal">What is enough.</param>
internal sealed record Answer(string Question, string Measured, string Limit, string Ratio, string Goal, bool IsEnough)
{
    public override string ToString() => $"{Question,-58} {Measured,-34} {Limit,-30} {Ratio,-24} {Goal,-16} {(IsEnough ? "ok" : "short")}";
}
