using Marten.Exceptions;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Verwaltung.Events.Tests;

public sealed class PersonalDataTests : IAsyncLifetime
{
    private readonly EventsDatabase _database = new();
    private EventsHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        _host = new(_database.Database, o => o.Async(new PermitRows("permits_async")));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Personal_members_lie_encrypted_and_are_read_in_plain()
    {
        var id = await _host.RequestAsync("Erika Geheim");

        var json = Assert.Single(await _database.RowsAsync("select data from mt_events"));
        Assert.DoesNotContain("Geheim", json, StringComparison.Ordinal);
        Assert.Contains("Gutenbergstraße", json, StringComparison.Ordinal);
        await using var session = _host.Session();
        Assert.Equal("Erika Geheim", (await session.Events.FetchLatest<Permit>(id))!.Name);
    }

    [Fact]
    public async Task Each_entry_says_itself_whether_it_is_personal()
    {
        Answer[] answers =
        [
            new("plate", "DO-AB 123", true),
            new("zone", "K2", false),
            new("residents", new JsonArray(new JsonObject { ["name"] = "Anna" }, 2.5m, true, null), true),
            new("none", null, true),
            new("trap", JsonNode.Parse("""{"$enc":{"k":"x"}}"""), false),
        ];
        var id = await _host.RequestAsync("Erika", new AnswersGiven(answers));

        var json = (await _database.RowsAsync("select data from mt_events order by version"))[1];
        Assert.DoesNotContain("DO-AB", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", json, StringComparison.Ordinal);
        Assert.Contains("K2", json, StringComparison.Ordinal);
        Assert.Equal(answers.Select(Text), (await AnswersAsync(id)).Select(Text));

        await _host.Keys.ForgetAsync(id);
        Assert.Equal(["plate \"███\"", "zone \"K2\"", "residents \"███\"", "none null", "trap \"███\""], (await AnswersAsync(id)).Select(Text));
    }

    [Fact]
    public async Task Later_events_are_encrypted_with_the_stream_s_key_without_saying_so_again()
    {
        var id = await _host.RequestAsync("Erika");
        await _host.AppendAsync(id, new AnswersGiven([new("phone", "0231 555", true)]));

        await _host.Keys.ForgetAsync(id);

        Assert.Equal("\"███\"", (await AnswersAsync(id)).Single().Value!.ToJsonString(Relaxed));
    }

    [Fact]
    public async Task Personal_data_of_nobody_is_refused_and_nothing_is_stored()
    {
        await using var session = _host.Session();
        session.Events.StartStream<Permit>(Guid.CreateVersion7(), new PermitRequested("Kreuzstraße", "Niemand", default));

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => session.SaveChangesAsync());

        Assert.Contains("session.Protect", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["0"], await _database.RowsAsync("select count(*) from mt_events"));
    }

    [Fact]
    public async Task After_forgetting_no_table_holds_a_plain_string_and_everything_still_opens()
    {
        await _host.RunAsync();
        var person = Guid.CreateVersion7();
        var first = await ProtectedAsync(person, "Erika Geheim");
        var second = await ProtectedAsync(person, "Erika Geheim-Anders");
        var other = await _host.RequestAsync("Max Bleibt");
        await _host.ProjectedAsync(TimeSpan.FromSeconds(30));
        Assert.Contains("Geheim", await DumpAsync(), StringComparison.Ordinal); // the rows show names

        await _host.Keys.ForgetAsync(person);

        var dump = await DumpAsync();
        Assert.DoesNotContain("Geheim", dump, StringComparison.Ordinal);
        Assert.Contains("Max Bleibt", dump, StringComparison.Ordinal);
        await using var session = _host.Session();
        Assert.Equal("███", (await session.Events.FetchLatest<Permit>(first))!.Name);
        Assert.Equal("███", (await session.Events.FetchLatest<Permit>(second))!.Name);
        Assert.Equal("Max Bleibt", (await session.Events.FetchLatest<Permit>(other))!.Name);

        var rows = await _database.RowsAsync("select * from permits order by id, part");
        await _host.Rebuild.RunAsync("permits");
        Assert.Equal(rows, await _database.RowsAsync("select * from permits order by id, part"));
    }

    [Fact]
    public async Task A_forgotten_person_s_case_goes_on_and_what_comes_is_unreadable_too()
    {
        var id = await _host.RequestAsync("Erika");
        await _host.Keys.ForgetAsync(id);

        await _host.AppendAsync(id, new AnswersGiven([new("phone", "0231 555", true)]));

        Assert.Equal("\"███\"", (await AnswersAsync(id)).Single().Value!.ToJsonString(Relaxed));
        Assert.DoesNotContain("0231 555", await DumpAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_hosts_forget_too()
    {
        await using var other = await new EventsHost(_database.Database).RunAsync();
        var id = await _host.RequestAsync("Erika");
        await using var session = other.Session();
        Assert.Equal("Erika", (await session.Events.FetchLatest<Permit>(id))!.Name);

        await _host.Keys.ForgetAsync(id);

        for (var waited = 0; (await session.Events.FetchLatest<Permit>(id))!.Name != "███"; waited++)
        {
            Assert.True(waited < 250, "Expected the other host to forget within five seconds.");
            await Task.Delay(20);
        }
    }

    [Fact]
    public async Task An_encrypted_value_moved_to_another_event_is_not_read()
    {
        var (id, other) = (await _host.RequestAsync("Erika"), await _host.RequestAsync("Max"));
        await _database.ExecuteAsync($"update mt_events set data = (select data from mt_events where stream_id = '{id}') where stream_id = '{other}'");

        await using var session = _host.Session();
        var refusal = await Assert.ThrowsAsync<EventDeserializationFailureException>(() => session.Events.FetchStreamAsync(other));
        Assert.IsAssignableFrom<CryptographicException>(refusal.InnerException);
    }

    [Fact]
    public async Task Files_use_the_same_keys()
    {
        var (person, scope, plain) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Encoding.UTF8.GetBytes("Ausweis"));
        var keys = _host.Keys;

        var cipher = await keys.EncryptAsync(person, scope, plain, "file 1");
        Assert.Equal(plain, await keys.DecryptAsync(person, scope, cipher, "file 1"));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => keys.DecryptAsync(person, scope, cipher, "file 2"));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => keys.DecryptAsync(person, Guid.CreateVersion7(), cipher, "file 1"));

        await keys.ForgetAsync(person);
        Assert.Null(await keys.DecryptAsync(person, scope, cipher, "file 1"));
    }

    [Fact]
    public async Task Another_master_key_is_told()
    {
        var id = await _host.RequestAsync("Erika");
        await using var other = new EventsHost(_database.Database, o => o.MasterKey = RandomNumberGenerator.GetBytes(32));

        await using var session = other.Session();
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(async () => await session.Events.FetchLatest<Permit>(id));
        Assert.Equal("The keys in this database are wrapped by another master key than the configured one.", refusal.Message);
    }

    private static System.Text.Json.JsonSerializerOptions Relaxed { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Text(Answer answer) => $"{answer.Path} {answer.Value?.ToJsonString(Relaxed) ?? "null"}";

    private async Task<IReadOnlyList<Answer>> AnswersAsync(Guid id)
    {
        await using var session = _host.Session();
        return (await session.Events.FetchStreamAsync(id)).Select(e => e.Data).OfType<AnswersGiven>().Single().Answers;
    }

    private async Task<Guid> ProtectedAsync(Guid person, string name)
    {
        await using var session = _host.Session();
        var id = Guid.CreateVersion7();
        session.Events.StartStream<Permit>(id, new PermitRequested("Gutenbergstraße", name, _host.Clock.GetUtcNow()), new NoteAdded("n"));
        session.Protect(id, person);
        await session.SaveChangesAsync();
        return id;
    }

    private async Task<string> DumpAsync()
    {
        var dump = new StringBuilder();
        foreach (var table in await _database.RowsAsync("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')"))
            foreach (var row in await _database.RowsAsync($"select t::text from {table} t")) dump.AppendLine(row);
        return dump.ToString();
    }
}
