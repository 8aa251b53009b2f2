using Microsoft.Extensions.DependencyInjection;
using Verwaltung.GraphQl;
using Verwaltung.Testing;
using Verwaltung.Web;
using Xunit;

namespace Verwaltung.Architecture.Tests;

/// <summary>The API is a promise: it changes only when somebody reviewed the change.</summary>
public sealed class SchemaTests(WholeHost host) : IClassFixture<WholeHost>
{
    private readonly GraphQlSchema _schema = host.Services.GetRequiredService<GraphQlSchema>();

    [Fact]
    public void The_schema_is_the_reviewed_one() => Snapshot.Verify(_schema.Print(), "graphql");

    [Fact]
    public void Every_document_of_a_page_fits_the_schema_and_the_record_it_is_read_into()
    {
        var pages = House.Of(Kind.Module, Kind.Platform).Select(room => room.Assembly).ToList();
        Assert.Contains(pages, assembly => assembly.GetManifestResourceNames().Any(name => name.StartsWith("Operations/", StringComparison.Ordinal)));
        Expect.Nothing(pages.SelectMany(assembly => GraphDocuments.Check(assembly, _schema)));
    }
}
