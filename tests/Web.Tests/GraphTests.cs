using System.Net;
using Verwaltung.GraphQl;
using Verwaltung.Testing;

namespace Verwaltung.Web.Tests;

public sealed class GraphTests(TestSite site) : IClassFixture<TestSite>
{
    private const string Id = "0198b2c0-0000-7000-8000-000000000001";

    [Fact]
    public async Task A_page_shows_what_its_operation_answers() =>
        Assert.Contains("Gutenbergstraße Autumn 2026-12-01", await site.Client().GetStringAsync($"/permits/{Id}"));

    [Fact]
    public async Task What_is_not_there_is_a_page_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await site.Client().GetAsync($"/permits/{Guid.Empty}")).StatusCode);

    [Fact]
    public async Task An_operation_runs_with_the_rights_of_the_person()
    {
        var client = site.Client();
        Assert.Equal("/sign-in?returnUrl=%2Fsecret", (await client.GetAsync("/secret")).Headers.Location?.OriginalString);

        await client.GetAsync("/sign-in-as/Meltem%20Aksoy?role=citizen");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/secret")).StatusCode);

        await client.GetAsync("/sign-in-as/Meltem%20Aksoy");
        Assert.Contains("Meltem Aksoy</h1>", await client.GetStringAsync("/secret"));
    }

    [Fact]
    public void Documents_and_records_are_held_against_the_schema()
    {
        var options = new GraphQlOptions();
        options.AddTypes(typeof(GraphTests).Assembly);

        var found = GraphDocuments.Check(typeof(GraphTests).Assembly, GraphQlSchema.Build(options));

        Assert.Equal(
        [
            "MisfitPage.graphql: the operation: Found.Permit may be null (Permit)",
            "MisfitPage.graphql: the operation: Found.Permit.Note may be null (String)",
            "MisfitPage.graphql: the operation: Found.Permit.From is Int32, which Date is not read into",
            "MisfitPage.graphql: the operation: Found.Permit.Season has no member for AUTUMN of Season",
            "MisfitPage.graphql: the operation: Found.Permit.Colour is not selected",
        ], found.Where(f => f.StartsWith("Misfit", StringComparison.Ordinal)));
        Assert.Equal(
        [
            "CarelessPage.graphql: Silent must select the errors there may be and at most one field that it makes",
            "CarelessPage.graphql: Codeless: GraphRefusal.Code may be null (String!)",
            "CarelessPage.graphql: Unread is read into no record of CarelessPage: none fits code, message",
        ], found.Where(f => f.StartsWith("Careless", StringComparison.Ordinal)));
        Assert.Contains("WrongPage.graphql:2:", Assert.Single(found, f => f.StartsWith("Wrong", StringComparison.Ordinal)));
        Assert.Equal(9, found.Count);
    }
}
