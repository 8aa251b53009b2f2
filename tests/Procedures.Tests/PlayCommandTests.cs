using System.Text.Json.Nodes;
using Xunit;

namespace Verwaltung.Procedures.Tests;

public sealed class PlayCommandTests : IDisposable
{
    private readonly Workspace _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_process_is_played_with_the_decisions_beside_it_and_the_variables_given()
    {
        var process = Path.Combine(SampleProcedure.Write(_folder), "process.bpmn");

        var (exit, output, error) = CommandRun.Run("play", process, "--variables", _folder.With("ada.json", """{ "name": "Ada" }"""), "--format", "json");

        var transcript = JsonNode.Parse(output)!;
        Assert.Equal((0, ""), (exit, error));
        Assert.Equal("completed", (string?)transcript["outcome"]);
        Assert.Equal("""{"name":"Ada","fee":{"treffer":true,"grund":null}}""", transcript["values"]!.ToJsonString());
        Assert.Equal(
            ["decided compute", "task-completed decide", "job-completed send"],
            transcript["entries"]!.AsArray().Select(entry => $"{entry!["kind"]} {entry["element"]}").Where(entry => entry.StartsWith("decided", StringComparison.Ordinal) || entry.Contains("-completed ", StringComparison.Ordinal) && !entry.StartsWith("process", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_transcript_is_told_in_words()
    {
        var (exit, output, _) = CommandRun.Run("play", Path.Combine(SampleProcedure.Write(_folder), "process.bpmn"));

        Assert.Equal(0, exit);
        Assert.Contains("task-completed     Antrag entscheiden\n", output, StringComparison.Ordinal);
        Assert.Contains("\nOutcome: completed\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_incident_ends_the_play_with_one_sentence()
    {
        var (exit, output, error) = CommandRun.Run("play", _folder.With("process.bpmn", SampleProcedure.Process));

        Assert.Equal((1, "The process stopped with an incident at 'compute'.\n"), (exit, error));
        Assert.Contains("Outcome: incident\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_that_cannot_run_is_not_played()
    {
        var file = _folder.With("process.bpmn", "<a/>");
        Assert.Equal((1, "", $"{file}:1:2: error bpmn.root Expected BPMN 2.0 'definitions' but found 'a'.\n"), CommandRun.Run("play", file));
    }

    [Fact]
    public void Variables_that_are_no_JSON_object_are_refused()
    {
        var process = _folder.With("process.bpmn", SampleProcedure.Process);
        var (list, broken) = (_folder.With("list.json", "[]"), _folder.With("broken.json", "{\n  \"a\" 1 }"));

        Assert.Equal((2, "", $"Expected {list} to hold a JSON object.\n"), CommandRun.Run("play", process, "--variables", list));
        Assert.Equal((2, "", $"{broken}:2:7: not JSON.\n"), CommandRun.Run("play", process, "--variables", broken));
        Assert.Equal((2, "", "There is no file or folder 'none.json'.\n"), CommandRun.Run("play", process, "--variables", "none.json"));
    }

    [Theory]
    [InlineData("Expected a path, for example: verwaltung play process.bpmn.")]
    [InlineData("There is no file or folder 'nowhere.bpmn'.", "nowhere.bpmn")]
    [InlineData("Expected one file, for example: verwaltung play process.bpmn.", "/")]
    public void Wrong_usage_is_one_sentence(string sentence, params string[] args) =>
        Assert.Equal((2, "", sentence + "\n"), CommandRun.Run(["play", .. args]));
}
