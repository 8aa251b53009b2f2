using System.Security.Cryptography.Xml;
using System.Text;
using Xunit;
using static Verwaltung.Workflow.Tests.Model;

namespace Verwaltung.Workflow.Tests;

/// <summary>What is read and written again is the same file: diagram, comments and what other tools have put into it included.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void Every_file_of_the_corpus_comes_back_as_it_was()
    {
        var files = Corpus.Files().Select(file => (Name: Path.GetFileName(file), Bytes: File.ReadAllBytes(file))).ToList();
        var documents = files.Select(file => (file.Name, file.Bytes, BpmnDocument.Read(file.Bytes, file.Name).Document)).Where(file => file.Document is not null).ToList();
        Assert.True(documents.Count > 150, $"Expected the whole corpus but could read {documents.Count} of {files.Count}.");
        Assert.All(documents, file => Assert.Equal(Canonical(file.Bytes), Canonical(file.Document!.ToBytes())));
    }

    [Theory, InlineData("UTF-8"), InlineData("windows-1252"), InlineData("ISO-8859-1"), InlineData("UTF-16")]
    public void The_encoding_stays_that_of_the_file(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = Process("<bpmn:startEvent id='s' name='Größe – Straße &#10; &amp; &#x20AC;'/>" + End(), "s -> e").Replace("UTF-8", encoding, StringComparison.Ordinal);
        var document = BpmnDocument.Read(Bytes(text, encoding), "old.bpmn").Document!;
        var written = document.ToBytes();
        Assert.Equal(Canonical(Bytes(text, encoding)), Canonical(written));
        Assert.Contains($"encoding=\"{encoding}\"", Encoding.GetEncoding(encoding).GetString(written), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Größe – Straße \n & €", BpmnReader.Read(written, "new.bpmn").Definitions!.Executable!.Elements["s"].Name);
    }

    [Fact]
    public void What_is_changed_changes_and_the_rest_stays()
    {
        var file = Encoding.UTF8.GetBytes(Process("<bpmn:startEvent id='s' name='Start'><!-- why --><bpmn:extensionElements><tool:color xmlns:tool='urn:tool' value='red'/></bpmn:extensionElements></bpmn:startEvent>" + End(), "s -> e"));
        var document = BpmnDocument.Read(file, "a.bpmn").Document!;
        document.Find("s")!.SetAttributeValue("name", "Antrag da");
        Assert.Equal(Canonical(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).Replace("'Start'", "'Antrag da'", StringComparison.Ordinal))), Canonical(document.ToBytes()));
        Assert.Equal("Antrag da", document.ReadModel().Definitions!.Executable!.Elements["s"].Name);
    }

    [Fact]
    public void What_cannot_be_read_safely_is_no_document()
    {
        var (document, fault) = BpmnDocument.Read("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"u8.ToArray(), "a.bpmn");
        Assert.Null(document);
        Assert.Equal("bpmn.xml", fault?.Code);
    }

    private static byte[] Bytes(string text, string encoding)
    {
        var written = Encoding.GetEncoding(encoding);
        // What the encoding has no sign for is written as a reference, as every tool does.
        return [.. written.GetPreamble().Length == 2 ? written.GetPreamble() : [], .. written.GetBytes(encoding == "ISO-8859-1" ? text.Replace("–", "&#x2013;", StringComparison.Ordinal) : text)];
    }

    private static string Canonical(byte[] file)
    {
        var transform = new XmlDsigC14NWithCommentsTransform();
        transform.LoadInput(new MemoryStream(file));
        using var reader = new StreamReader((Stream)transform.GetOutput(typeof(Stream)));
        return reader.ReadToEnd();
    }
}
