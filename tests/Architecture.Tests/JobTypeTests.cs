using Microsoft.Extensions.DependencyInjection;
using Verwaltung.Cases.Contracts;
using Verwaltung.Workflow;
using Xunit;

namespace Verwaltung.Architecture.Tests;

/// <summary>What the procedures of the house ask programs to do, and what the modules offer.</summary>
public sealed class JobTypeTests(WholeHost host) : IClassFixture<WholeHost>
{
    private readonly IReadOnlyList<string> _offered = [.. host.Services.GetServices<JobType>().Select(type => type.Name)];

    [Fact]
    public void Every_type_of_job_is_offered_once() => Expect.Nothing(_offered.GroupBy(type => type).Where(same => same.Count() > 1).Select(same => same.Key));

    [Fact]
    public void Designers_read_the_table_of_the_workers()
    {
        var workers = host.Services.GetServices<JobType>().OfType<JobWorker>().OrderBy(worker => worker.Name, StringComparer.Ordinal).Select(Row);
        Assert.Contains(
            $"| Type | Does | Reads | Gives | Errors |\n|-|-|-|-|-|\n{string.Join('\n', workers)}\n",
            File.ReadAllText(Path.Combine(House.Root, "docs", "designing-procedures.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_job_of_a_procedure_of_the_house_is_done_by_a_module()
    {
        var resources = new ProcessResources(JobTypes: _offered.ToHashSet());
        var processes = House.Files(Path.Combine(House.Root, "workflows"), ".bpmn").ToList();
        Assert.NotEmpty(processes);
        Expect.Nothing(processes
            .SelectMany(file => ProcessChecks.Check(BpmnReader.Read(File.ReadAllBytes(file), file).Definitions!.Executable!, resources))
            .Select(finding => $"{finding}"));
    }

    private static string Row(JobWorker worker)
    {
        var reads = string.Join(", ", worker.Inputs.Select(Input).Append(worker.Needs).Where(text => text.Length > 0));
        var errors = string.Join(' ', worker.Errors.OrderBy(error => error.Code, StringComparer.Ordinal).Select(error => $"`{error.Code}`: {error.Message}"));
        string[] cells = [$"`{worker.Name}`", worker.Meaning, reads, worker.Gives, errors];
        return "|" + string.Concat(cells.Select(cell => cell.Length == 0 ? " |" : $" {cell} |"));
    }

    private static string Input(JobInput input) =>
        $"`{input.Name}` ({input.Kind}{(input.Else is { } path ? $", else `{path}`" : "")}{(input.IsOptional ? ", optional" : "")})";
}
