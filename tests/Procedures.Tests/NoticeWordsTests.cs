using System.Collections.Immutable;
using System.Text;
using Verwaltung.Feel;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Procedures.Tests;

/// <summary>What a procedure says of its letters: which decide nothing, and what their files are called.</summary>
public sealed class NoticeWordsTests
{
    [Theory]
    [InlineData("resident-parking-permit", "bewilligt", true)]
    [InlineData("resident-parking-permit", "nicht-weiter-verfolgt", false)]
    [InlineData("resident-parking-permit-revocation", "anhoerung", false)]
    [InlineData("resident-parking-permit-revocation", "kein-widerruf", false)]
    [InlineData("resident-parking-permit-revocation", "widerrufen", true)]
    public void A_procedure_says_which_of_its_notices_decide(string procedure, string outcome, bool decides) =>
        Assert.Equal(decides, Read(procedure).Bundle!.Settings.Decides(outcome));

    [Theory]
    [InlineData("{ bewilligung: ../Ausweis }", "procedure.file-name Expected the name of a file such as 'Bescheid.pdf', but found '../Ausweis'.")]
    [InlineData("{ gibt-es-nicht: Brief.pdf }", "procedure.letter There is no letter 'gibt-es-nicht' in the folder letters.")]
    public void A_file_s_name_that_is_none_and_a_letter_that_is_not_there_are_findings(string names, string finding) =>
        Assert.Equal([finding], Read("resident-parking-permit", names).Findings.Select(found => $"{found.Code} {found.Message}"));

    [Fact]
    public void A_letter_s_file_is_called_as_its_procedure_says() =>
        Assert.Equal("Ausweis.pdf", Read("resident-parking-permit", "{ bewilligung: Ausweis.pdf }").Bundle!.Settings.FileNames["bewilligung"]);

    private static BundleReading Read(string procedure, string? fileNames = null)
    {
        var files = BundleFiles.FromFolder(Path.Combine(TestDatabase.RepositoryRoot, "workflows", procedure));
        if (fileNames is null)
            return BundleReader.Read(files);
        var yaml = Encoding.UTF8.GetString(files.Files[SettingsReader.File]) + $"fileNames: {fileNames}\n";
        return BundleReader.Read(files with { Files = files.Files.SetItem(SettingsReader.File, Encoding.UTF8.GetBytes(yaml)) });
    }
}
