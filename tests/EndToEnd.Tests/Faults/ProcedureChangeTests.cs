using System.Text.Json.Nodes;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.EndToEnd.Tests.Faults;

/// <summary>Procedures' folders that change, or are broken, while cases are under way.</summary>
[Collection(HostsCollection.Name)]
public sealed class ProcedureChangeTests : IDisposable
{
    private const string Step = "Bescheid prüfen und ausfertigen", NewStep = "Bescheid zu zweit prüfen";
    private readonly string _workflows = Directory.CreateTempSubdirectory("verwaltung-workflows-").FullName;

    public ProcedureChangeTests()
    {
        var original = Path.Combine(TestDatabase.RepositoryRoot, "workflows", Application.Procedure);
        foreach (var file in Directory.EnumerateFiles(original, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_workflows, Application.Procedure, Path.GetRelativePath(original, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public void Dispose() => Directory.Delete(_workflows, recursive: true);

    [Fact]
    public async Task A_case_ends_on_the_procedure_it_began_with_and_a_new_one_follows_the_new_one()
    {
        await using var house = await House.OpenAsync(hosts: 1, _workflows);
        var (applicant, other) = (await house.AsAsync("Leyla Brandt"), await house.AsAsync("Jonas Wiechert"));
        var clerks = await Clerks.AtAsync(house);
        var old = await ApplyAsync(applicant, number: 1);
        await clerks.TaskAsync(old);

        await EditAsync(house);
        var fresh = await ApplyAsync(other, number: 2);

        Assert.Equal(Step, await StepAfterDecisionAsync(clerks, old));
        Assert.Equal(NewStep, await StepAfterDecisionAsync(clerks, fresh));
        await clerks.FinishAsync(old, grants: true);
        await clerks.FinishAsync(fresh, grants: true);
        Assert.Equal(2, await house.CountAsync("select distinct bundle from cases where step = 'closed'"));
    }

    [Fact]
    public async Task A_broken_procedure_stops_alone_and_is_told_with_file_and_reason()
    {
        Directory.CreateDirectory(Path.Combine(_workflows, "kaputt"));
        await File.WriteAllTextAsync(Path.Combine(_workflows, "kaputt", "procedure.yaml"), "key: kaputt\ntitle: [\n");
        await File.WriteAllTextAsync(Path.Combine(_workflows, "kaputt", "process.bpmn"), "<bpmn:definitions>");
        await using var house = await House.OpenAsync(hosts: 1, _workflows);

        var procedures = (await new Api(house, token: null).SendAsync("{ procedures { key } }"))["procedures"]!.AsArray();
        Assert.Equal([Application.Procedure], procedures.Select(procedure => (string)procedure!["key"]!));
        var application = await ApplyAsync(await house.AsAsync("Leyla Brandt"), number: 1);
        await (await Clerks.AtAsync(house)).TaskAsync(application);

        Assert.Contains("Procedure kaputt:", house.Hosts[0].Log, StringComparison.Ordinal);
        Assert.Contains("procedure.yaml", house.Hosts[0].Log, StringComparison.Ordinal);
        Assert.Contains("process.bpmn", house.Hosts[0].Log, StringComparison.Ordinal);
    }

    private static async Task<Guid> ApplyAsync(Api applicant, int number)
    {
        var application = Application.Number(number, byPost: false);
        await application.FillInAsync(applicant);
        await application.SubmitAsync(applicant);
        return application.Id;
    }

    private async Task EditAsync(House house)
    {
        var process = Path.Combine(_workflows, Application.Procedure, "process.bpmn");
        var text = await File.ReadAllTextAsync(process);
        Assert.Contains(Step, text, StringComparison.Ordinal);
        await house.Hosts[0].KillAsync();
        await File.WriteAllTextAsync(process, text.Replace(Step, NewStep, StringComparison.Ordinal));
        await house.Hosts[0].StartAsync();
    }

    private static async Task<string> StepAfterDecisionAsync(Clerks clerks, Guid id)
    {
        var @case = await clerks.TaskAsync(id);
        await clerks.DoAsync(id, @case, @case["tasks"]![0]!, grants: true);
        await clerks.TakeFeeAsync(id);
        return (string)(await clerks.TaskAsync(id))["step"]!;
    }
}
