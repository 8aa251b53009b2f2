using Verwaltung.Feel;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Procedures.Tests;

/// <summary>Intake stands open to people without internet: a procedure without counter and paper is refused.</summary>
public sealed class OfflineWaysTests(ProceduresDatabase database) : IClassFixture<ProceduresDatabase>, IAsyncLifetime
{
    private readonly Workspace _folder = new();

    public async ValueTask InitializeAsync() => await database.ClearAsync();

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("  counter: { de: Am Schalter., en: At the counter. }\n", "", "Entries are missing: 'counter'.")]
    [InlineData("  post: { de: Per Post., en: By post. }\n", "", "Entries are missing: 'post'.")]
    [InlineData("{ de: Per Post., en: By post. }", "{ de: \"\", en: By post. }", "Expected words on how to apply without internet, but offline.post is empty.")]
    [InlineData("{ de: Am Telefon., en: By phone. }", "{ de: Am Telefon., en: \" \" }", "Expected words on how to apply without internet, but offline.phone is empty.")]
    public async Task A_procedure_without_a_way_offline_is_refused(string written, string broken, string message)
    {
        var path = Path.Combine(SampleProcedure.Write(_folder), "procedure.yaml");
        var content = File.ReadAllText(path);
        Assert.Contains(written, content, StringComparison.Ordinal);
        File.WriteAllText(path, content.Replace(written, broken, StringComparison.Ordinal));

        var (loaded, _) = await database.LoadAsync(_folder);

        var finding = Assert.Single(loaded.Folders[0].Findings);
        Assert.Equal(("procedure.offline", Severity.Error, message), (finding.Code, finding.Severity, finding.Message));
    }
}
