using System.CommandLine;
using System.Net;
using Xunit;

namespace Verwaltung.Organisation.Tests;

public sealed class AccessTokensTests(OrganisationDatabase database) : IClassFixture<OrganisationDatabase>
{
    private const string Me = "{ me { id name isStaff roles trustLevel teams { key name } } }";

    [Fact]
    public async Task A_token_gives_the_same_person_as_the_cookie()
    {
        await using var host = await OrganisationHost.StartAsync(database);
        using var byCookie = host.Open();
        using var byToken = host.Open();
        await byCookie.SignInAsync(People.Sabrina);

        byToken.Use(await RunAsync(host, 0, "token", "--person", "Sabrina Thöne"));

        var person = (await byToken.AskAsync(Me)).Answer["data"]!.ToJsonString();
        Assert.Equal((await byCookie.AskAsync(Me)).Answer["data"]!.ToJsonString(), person);
        Assert.Contains("team-lead", person, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_an_expired_and_an_invented_token_are_refused_with_their_reason()
    {
        await using var host = await OrganisationHost.StartAsync(database);
        var revoked = await RunAsync(host, 0, "token", "--person", People.Meltem.ToString());
        var expired = await RunAsync(host, 0, "token", "--person", People.Meltem.ToString(), "--days", "1");
        await RunAsync(host, 0, "token", "revoke", revoked);
        host.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(["token-revoked", "token-expired", "token-unknown"], [await RefusalAsync(host, revoked), await RefusalAsync(host, expired), await RefusalAsync(host, "vwt_invented")]);
    }

    [Fact]
    public async Task Only_the_hash_of_a_token_is_kept()
    {
        await using var host = await OrganisationHost.StartAsync(database);
        var token = await RunAsync(host, 0, "token", "--person", "Ilka Rensmann");

        Assert.DoesNotContain(await database.RowsAsync("select encode(hash, 'escape') || encode(hash, 'base64') from access_tokens"), row => row.Contains(token[4..], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_by_that_name_is_said_and_no_token_printed()
    {
        await using var host = await OrganisationHost.StartAsync(database);

        Assert.Equal("", await RunAsync(host, 1, "token", "--person", "Niemand"));
    }

    private static async Task<string> RefusalAsync(OrganisationHost host, string token)
    {
        using var browser = host.Open();
        browser.Use(token);
        var (status, answer) = await browser.AskAsync("{ me { name } }");
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        return (string)answer["errors"]![0]!["extensions"]!["code"]!;
    }

    private static async Task<string> RunAsync(OrganisationHost host, int exit, params string[] arguments)
    {
        var root = new RootCommand();
        foreach (var command in OrganisationModule.Commands(_ => Task.FromResult(host.Service<IServiceProvider>()))) root.Add(command);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await root.Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        Assert.Equal((exit, exit == 0), (code, error.ToString().Length == 0));
        return output.ToString().Trim();
    }
}
