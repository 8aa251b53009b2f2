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
    public void Every_job_of_a_procedure_of_the_house_is_done_by_a_module()
    {
        var resources = new ProcessResources(JobTypes: _offered.ToHashSet());
        var processes = House.Files(Path.Combine(House.Root, "workflows"), ".bpmn").ToList();
        Assert.NotEmpty(processes);
        Expect.Nothing(processes
            .SelectMany(file => ProcessChecks.Check(BpmnReader.Read(File.ReadAllBytes(file), file).Definitions!.Executable!, resources))
            .Select(finding => $"{finding}"));
    }
}
