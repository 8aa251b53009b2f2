using Verwaltung.Feel;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Workflow.Tests;

/// <summary>Each model of other people gets a verdict, none crashes, and what is accepted can be played.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_model_is_accepted_or_refused_by_element_place_and_reason()
    {
        var verdicts = Corpus.Files().Select(file => (Name: Path.GetFileName(file), Errors: Errors(file))).ToList();
        foreach (var (name, errors) in verdicts) output.WriteLine(errors.Count == 0 ? $"accepted {name}" : $"refused {name}: {errors[0]}");
        Assert.Multiple(
            () => Assert.True(verdicts.Count > 150, $"Expected the whole corpus but found {verdicts.Count} files."),
            () => Assert.Contains(verdicts, verdict => verdict.Errors.Count == 0),
            () => Assert.All(verdicts.SelectMany(verdict => verdict.Errors), error => Assert.True(error is { Line: > 0, Column: > 0 } && error.Message.EndsWith('.'), error.ToString())),
            () => Assert.All(verdicts.SelectMany(verdict => verdict.Errors).Where(error => error.Code == "bpmn.unsupported"), error => Assert.Contains("'", error.Message, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_model_that_is_accepted_can_be_played()
    {
        var accepted = Corpus.Files().Where(file => Errors(file).Count == 0).ToList();
        Assert.NotEmpty(accepted);
        Assert.All(accepted, file => Assert.NotEqual("stopped", ProcessPlay.Run(
            BpmnReader.Read(File.ReadAllBytes(file), file).Definitions!.Executable!, new FixedDecision("none", 0), FeelContext.Empty, Now).Outcome));
    }

    [Fact]
    public void Every_process_of_this_repository_is_accepted() => Assert.Empty(
        Directory.EnumerateFiles(Path.Combine(Corpus.Repository().FullName, "workflows"), "*.bpmn", SearchOption.AllDirectories).SelectMany(Errors));

    private static List<Finding> Errors(string file)
    {
        var read = BpmnReader.Read(File.ReadAllBytes(file), Path.GetFileName(file));
        return [.. read.Findings.Concat(read.Definitions?.Processes.SelectMany(process => ProcessChecks.Check(process)) ?? []).Where(finding => finding.Severity == Severity.Error)];
    }
}
