using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace Verwaltung.EndToEnd.Tests.Faults;

/// <summary>Starting, being killed and starting again.</summary>
[Collection(HostsCollection.Name)]
public sealed partial class StartTests
{
    [Fact]
    public async Task A_killed_host_leaves_nothing_that_stops_the_next_start_and_the_data_stay()
    {
        await using var house = await House.OpenAsync(hosts: 1, looksInside: false);
        var token = await house.RunAsync("token", "--person", "Leyla Brandt");
        Assert.Matches("^vwt_[A-Za-z0-9_-]{43}$", token.Output);
        var applicant = new Api(house, token.Output);
        var draft = Application.Number(1, byPost: false);
        await draft.FillInAsync(applicant);

        await house.Hosts[0].KillAsync();
        await house.Hosts[0].StartAsync();

        Assert.Equal(draft.Id.ToString(), (string)(await applicant.SendAsync("{ myDrafts { id } }"))["myDrafts"]![0]!["id"]!);
        await draft.SubmitAsync(applicant);
        Assert.Equal(draft.Id.ToString(), (string)(await applicant.SendAsync("{ myCases { id } }"))["myCases"]![0]!["id"]!);
    }

    [Fact]
    public async Task A_session_survives_a_restart_and_works_on_the_other_host()
    {
        await using var house = await House.OpenAsync(hosts: 2, looksInside: false);
        using var cookies = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(cookies);
        var (one, other) = ($"http://127.0.0.1:{house.Hosts[0].Port}", $"http://127.0.0.1:{house.Hosts[1].Port}");
        await SignInAsync(browser, one, (await house.PeopleAsync())["Leyla Brandt"]);

        Assert.Equal("Leyla Brandt", await WhoAsync(browser, one));
        Assert.Equal("Leyla Brandt", await WhoAsync(browser, other));
        foreach (var host in house.Hosts) await host.KillAsync();
        foreach (var host in house.Hosts) await host.StartAsync();
        Assert.Equal("Leyla Brandt", await WhoAsync(browser, one));
        Assert.Equal("Leyla Brandt", await WhoAsync(browser, other));
    }

    [Fact]
    public async Task A_taken_port_is_one_sentence_and_exit_3()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var data = Directory.CreateTempSubdirectory("verwaltung-port-").FullName;

        var run = await HostProcess.RunAsync(["--data", data, "--urls", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}"]);

        Assert.Equal(3, run.Exit);
        var sentence = Assert.Single(run.Error.Split('\n'), line => !line.StartsWith("Making the database folder", StringComparison.Ordinal));
        Assert.EndsWith("Stop the other program, or choose another address with --urls.", sentence, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => Task.FromResult(!File.Exists(Path.Combine(data, "data", "postmaster.pid"))), "the embedded server to stop with its host");
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task An_ordinary_user_can_run_it()
    {
        Assert.SkipWhen(Environment.UserName != "root" || !File.Exists("/usr/bin/setpriv"), "Only root can become somebody else, and with setpriv.");
        Assert.SkipWhen(!await MayReadAsync(), "The folder of the program is closed to other users.");
        var data = Path.Combine(Path.GetTempPath(), $"verwaltung-nobody-{Guid.CreateVersion7():n}");

        var run = await ProgramRun.AsNobodyAsync(HostProcess.Program, "token", "--person", "Leyla Brandt", "--data", data);

        Assert.Equal((0, "vwt_"), (run.Exit, run.Output[..4]));
        await Eventually.TrueAsync(() => Task.FromResult(!File.Exists(Path.Combine(data, "data", "postmaster.pid"))), "the embedded server to stop with its host");
        Directory.Delete(data, recursive: true);
    }

    private static async Task<bool> MayReadAsync() => (await ProgramRun.AsNobodyAsync("/usr/bin/test", "-x", HostProcess.Program)).Exit == 0;

    private static async Task SignInAsync(HttpClient browser, string host, Guid person)
    {
        var page = await browser.GetStringAsync($"{host}/sign-in");
        var token = WebUtility.HtmlDecode(Antiforgery().Match(page).Groups[1].Value);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["_token"] = token, ["person"] = person.ToString() });
        using var answer = await browser.PostAsync($"{host}/sign-in/person", form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static async Task<string?> WhoAsync(HttpClient browser, string host)
    {
        using var answer = await browser.PostAsJsonAsync($"{host}/graphql", new { query = "{ me { name } }" });
        return (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["data"]?["me"]?["name"];
    }

    [GeneratedRegex("name=\"_token\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Antiforgery();
}
