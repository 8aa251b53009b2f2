using Verwaltung.Cases.Contracts;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Procedures.Tests;

public sealed class LoadWorkflowsTests(ProceduresDatabase database) : IClassFixture<ProceduresDatabase>, IAsyncLifetime
{
    private readonly Workspace _folder = new();

    public async ValueTask InitializeAsync() => await database.ClearAsync();

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_good_procedure_becomes_active_and_a_second_start_changes_nothing()
    {
        SampleProcedure.Write(_folder);
        var clock = new VirtualClock();
        await database.LoadAsync(_folder, clock);
        clock.Advance(TimeSpan.FromDays(1));

        var (loaded, bundles) = await database.LoadAsync(_folder, clock);

        var active = Assert.Single(await bundles.ListActiveAsync(default));
        Assert.Equal((active.Bundle.Hash, true), (Assert.Single(loaded.Folders).Hash, loaded.Folders[0].IsGood));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero), active.Since);
        Assert.Equal(["1|4"], await database.RowsAsync("select count(distinct hash), count(*) from bundle_files"));
    }

    [Theory]
    [InlineData("process.bpmn", "targetRef=\"send\"", "targetRef=\"nobody\"", "process.bpmn:15:6: error bpmn.unresolved-reference")]
    [InlineData("process.bpmn", "</bpmn:definitions>", "", "process.bpmn:24:1: error bpmn.xml")]
    [InlineData("decisions/fee.dmn", "<literalExpression id=\"x\">", "<literalExpression", "decisions/fee.dmn:4:")]
    [InlineData("decisions/fee.dmn", "id=\"fee\"", "id=\"fees2\"", "process.bpmn:7:65: error bpmn.unresolved-reference")]
    [InlineData("forms/apply.form", "\"textfield\"", "\"spreadsheet\"", "forms/apply.form:4:")]
    [InlineData("forms/apply.form", "\"apply\"", "\"other\"", "procedure.yaml:19:18: error procedure.form")]
    [InlineData("procedure.yaml", "team:", "teem:", "procedure.yaml:16:1: error procedure.yaml There is no entry 'teem' here.")]
    [InlineData("procedure.yaml", "team: \"33/5\"\n", "", "procedure.yaml:27:7: error procedure.yaml Entries are missing: 'team'.")]
    [InlineData("procedure.yaml", "serviceTargetDays: 3", "serviceTargetDays: three", "procedure.yaml:18:20: error procedure.yaml The input string 'three' was not in a correct format.")]
    [InlineData("procedure.yaml", "{ de: 10 Euro, en: 10 euros }", "10 Euro", "procedure.yaml:8:6: error procedure.yaml The value is of another kind than the entry takes")]
    [InlineData("procedure.yaml", "fee: {", "fee: [", "procedure.yaml:8:6: error procedure.yaml The value is of another kind than the entry takes")]
    [InlineData("procedure.yaml", "de: 10 Euro, ", "", "procedure.yaml:8:10: error procedure.yaml Entries are missing: 'de'.")]
    [InlineData("procedure.yaml", "\"33/5\"", "", "procedure.yaml:16:1: error procedure.yaml The entry has no value.")]
    [InlineData("procedure.yaml", "decision: fee", "decision: free", "procedure.yaml:22:13: error procedure.decision There is no decision 'free' in the folder decisions.")]
    [InlineData("procedure.yaml", "decide: {", "decision: {", "procedure.yaml:29:13: error procedure.status There is no element 'decision' in the process.")]
    [InlineData("procedure.yaml", "key: permit", "key: passport", "procedure.yaml:1:6: error procedure.key Expected key 'permit', the name of the folder, but found 'passport'.")]
    public async Task A_broken_file_stops_its_procedure_alone(string file, string written, string broken, string finding)
    {
        var (permit, other) = (SampleProcedure.Write(_folder), SampleProcedure.Write(_folder, "other"));
        var (first, _) = await database.LoadAsync(_folder);
        var path = Path.Combine(permit, file);
        var content = File.ReadAllText(path);
        Assert.Contains(written, content, StringComparison.Ordinal);
        File.WriteAllText(path, content.Replace(written, broken, StringComparison.Ordinal));
        _folder.With("other/letters/new.md", "New.");

        var (second, bundles) = await database.LoadAsync(_folder);

        Assert.Equal([("other", true), ("permit", false)], second.Folders.Select(folder => (folder.Key, folder.IsGood)));
        Assert.Contains(second.Folders[1].Findings, found => $"{found}".StartsWith(finding, StringComparison.Ordinal));
        Assert.Equal(
            [second.Folders[0].Hash, first.Folders[1].Hash],
            (await bundles.ListActiveAsync(default)).Select(active => active.Bundle.Hash));
        Assert.NotEqual(first.Folders[0].Hash, second.Folders[0].Hash);
    }

    [Fact]
    public async Task What_cannot_be_read_in_one_file_is_not_held_against_the_others()
    {
        SampleProcedure.Write(_folder);
        _folder.With("permit/decisions/fee.dmn", "<definitions");

        var (loaded, _) = await database.LoadAsync(_folder);

        Assert.Equal(["decisions/fee.dmn"], loaded.Folders[0].Findings.Select(finding => finding.File).Distinct());
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_stops_its_procedure_alone()
    {
        SampleProcedure.Write(_folder);
        File.CreateSymbolicLink(Path.Combine(SampleProcedure.Write(_folder, "other"), "letters.yaml"), "nowhere");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "other/letters"));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "other/letters/gone.md"), "nowhere");

        var (loaded, bundles) = await database.LoadAsync(_folder);

        Assert.Equal([("file.unreadable", null)], loaded.Folders[0].Findings.Select(finding => (finding.Code, loaded.Folders[0].Hash)));
        Assert.Equal(["permit"], (await bundles.ListActiveAsync(default)).Select(active => active.Bundle.Settings.Key));
    }

    [Fact]
    public async Task A_case_keeps_the_bundle_it_began_with_when_the_definition_is_edited()
    {
        SampleProcedure.Write(_folder);
        var (_, before) = await database.LoadAsync(_folder);
        var began = (await before.GetActiveAsync("permit", default))!;
        _folder.With("permit/process.bpmn", SampleProcedure.Process.Replace("Antrag entscheiden", "Antrag bescheiden", StringComparison.Ordinal));

        var (_, after) = await database.LoadAsync(_folder);

        var active = (await after.GetActiveAsync("permit", default))!;
        Assert.Equal("Antrag bescheiden", active.Process.Elements["decide"].Name);
        foreach (var host in new[] { before, after, database.NewBundles(new VirtualClock()) })
            Assert.Equal((began.Hash, "Antrag entscheiden"), await host.GetAsync(began.Hash, default) is var kept ? (kept.Hash, kept.Process.Elements["decide"].Name) : default);
    }

    [Fact]
    public async Task A_job_that_no_module_does_stops_the_procedure_and_its_older_cases_end_on_their_bundle()
    {
        SampleProcedure.Write(_folder);
        var (_, before) = await database.LoadAsync(_folder);
        var began = (await before.GetActiveAsync("permit", default))!;
        _folder.With("permit/letters/new.md", "New.");

        var (loaded, after) = await database.LoadAsync(_folder, jobTypes: [new JobType("print")]);

        Assert.Equal(
            ["process.bpmn:17:59: error bpmn.unresolved-reference 'send' refers to job type 'send', which does not exist."],
            loaded.Folders[0].Findings.Select(finding => $"{finding}"));
        Assert.Equal(began.Hash, (await after.GetActiveAsync("permit", default))!.Hash);
        Assert.Equal("Bescheid senden", (await after.GetAsync(began.Hash, default)).Process.Elements["send"].Name);
    }

    [Fact]
    public async Task Scenarios_and_documentation_make_no_new_version()
    {
        SampleProcedure.Write(_folder);
        var (first, _) = await database.LoadAsync(_folder);
        _folder.With("permit/README.md", "About it.");
        _folder.With("permit/scenarios/other.yaml", "start: never");

        var (second, _) = await database.LoadAsync(_folder);

        Assert.Equal(first.Folders[0].Hash, second.Folders[0].Hash);
    }

    [Fact]
    public async Task A_stored_version_that_this_release_cannot_read_is_out_of_service_alone()
    {
        SampleProcedure.Write(_folder);
        SampleProcedure.Write(_folder, "other");
        await database.LoadAsync(_folder);
        await database.ExecuteAsync("update bundle_files set content = 'no process' where path = 'process.bpmn' and hash = (select hash from active_bundles where procedure_key = 'permit')");

        var active = await database.NewBundles(new VirtualClock()).ListActiveAsync(default);

        Assert.Equal(["other"], active.Select(version => version.Bundle.Settings.Key));
    }

    [Fact]
    public async Task Without_a_folder_there_are_no_procedures_and_the_rest_serves()
    {
        using var gone = new Workspace();
        Directory.Delete(gone.Path);
        var (loaded, bundles) = await database.LoadAsync(gone);
        Directory.CreateDirectory(gone.Path);

        Assert.Equal((0, 0), (loaded.Folders.Length, (await bundles.ListActiveAsync(default)).Count));
    }
}
