using System.Text;
using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions;
using Xunit;

namespace Verwaltung.Workflow.Tests.Decisions;

/// <summary>Models from text.</summary>
internal static class Given
{
    public static string Model(string elements) =>
        $"<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"model\" namespace=\"urn:model\">\n{elements}\n</definitions>";

    public static DmnReadResult Read(string model) => DmnReader.Read(Encoding.UTF8.GetBytes(model), "model.dmn");

    /// <summary>Reads a model without findings and evaluates its first decision.</summary>
    public static DecisionResult Evaluate(string model, FeelContext input, string? decision = null)
    {
        var read = Read(model);
        Assert.Empty(read.Findings);
        return read.Model!.Evaluate(decision ?? read.Model.DecisionIds.Single(), input, new FeelEnvironment(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc));
    }
}
