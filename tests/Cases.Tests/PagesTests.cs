using Verwaltung.GraphQl;
using Verwaltung.Testing;
using Verwaltung.Web;

namespace Verwaltung.Cases.Tests;

public sealed class PagesTests : CasesTest
{
    [Fact]
    public void Every_operation_of_a_page_fits_the_schema_and_its_record() =>
        Assert.Empty(GraphDocuments.Check(typeof(CasesModule).Assembly, Host.Service<GraphQlSchema>()));

    [Fact]
    public void Every_text_is_there_in_both_languages() =>
        Assert.Empty(TextCatalogue.From([typeof(CasesModule).Assembly]).Untranslated());
}
