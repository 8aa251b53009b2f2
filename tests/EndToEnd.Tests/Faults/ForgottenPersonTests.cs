using System.Text;
using System.Text.Json;
using Npgsql;
using Xunit;

namespace Verwaltung.EndToEnd.Tests.Faults;

/// <summary>After <c>verwaltung forget</c> nothing in the database says who it was, and everything still works.</summary>
[Collection(HostsCollection.Name)]
public sealed class ForgottenPersonTests
{
    private const string Person = "Carla Monti", Remark = "Mein Papagei heißt Balthasar.", Plate = "DO-XQ 7391", Street = "Größe-Vögel-Gasse";
    private static readonly string[] Strings = ["Carla", "Monti", "carla.monti@example.org", "1985-12-01", "Balthasar", Plate, "DOXQ7391", Street];

    [Fact]
    public async Task No_table_names_a_forgotten_person_and_the_cases_still_open()
    {
        await using var house = await House.OpenAsync(hosts: 1);
        var applicant = await house.AsAsync(Person);
        var clerks = await Clerks.AtAsync(house);
        var (closed, open, draft) = (Sample(byPost: true), Sample(byPost: false), Sample(byPost: false));
        foreach (var application in (Application[])[closed, open, draft]) await application.FillInAsync(applicant);
        await closed.SubmitAsync(applicant);
        await clerks.FinishAsync(closed.Id, grants: true);
        await open.SubmitAsync(applicant);
        await clerks.TaskAsync(open.Id);
        Assert.Contains(Person, string.Join('\n', await house.RowsAsync("select * from inbox")), StringComparison.Ordinal); // the dump would find it

        var forgotten = await house.RunAsync("forget", "--person", (await house.PeopleAsync())[Person].ToString());

        Assert.Equal(0, forgotten.Exit);
        Assert.Empty(await FindAsync(house));
        Assert.True((bool)(await clerks.LookAsync(closed.Id))["isClosed"]!);
        Assert.Single((await clerks.LookAsync(open.Id))["tasks"]!.AsArray());
        foreach (var projection in (string[])["inbox", "cases", "permits"]) Assert.Equal(0, (await house.RunAsync("rebuild", projection)).Exit);
        Assert.Equal(1, await house.CountAsync("select from inbox"));
        Assert.Empty(await FindAsync(house));
    }

    [Fact]
    public async Task No_table_names_a_forgotten_person_while_messages_wait_failed_and_are_dead()
    {
        await using var house = await House.OpenAsync(hosts: 1);
        var applicant = await house.AsAsync(Person);
        var clerks = await Clerks.AtAsync(house);
        Application[] applications = [.. Enumerable.Range(0, 3).Select(_ => Sample(byPost: false) with { Street = Street })];
        foreach (var application in applications) await application.FillInAsync(applicant);
        Directory.CreateDirectory(house.MailFolder);
        Directory.Move(house.MailFolder, house.MailFolder + ".away");
        await File.WriteAllTextAsync(house.MailFolder, "No mail can be laid here.");

        await applications[0].SubmitAsync(applicant);
        await Eventually.TrueAsync(async () => await house.CountAsync($"select from wolverine.wolverine_incoming_envelopes where {Failed}") == 1, "the mail to fail");
        await house.ExecuteAsync($"update wolverine.wolverine_incoming_envelopes set attempts = 1000, execution_time = now() where {Failed}");
        await Eventually.TrueAsync(async () => await house.CountAsync("select from wolverine.wolverine_dead_letters") == 1, "the mail to be given up");
        await applications[1].SubmitAsync(applicant);
        await Eventually.TrueAsync(async () => await house.CountAsync($"select from wolverine.wolverine_incoming_envelopes where {Failed}") == 1, "another mail to fail");
        await applications[2].SubmitAsync(applicant);
        await house.Hosts[0].KillAsync();
        Assert.NotEqual(0, await house.CountAsync("select from wolverine.wolverine_incoming_envelopes where status = 'Incoming'"));
        Assert.Contains(Person, string.Join('\n', await house.RowsAsync("select * from inbox")), StringComparison.Ordinal); // the dump would find it

        var forgotten = await house.RunAsync("forget", "--person", (await house.PeopleAsync())[Person].ToString());

        Assert.Equal(0, forgotten.Exit);
        Assert.Empty(await FindAsync(house));
        File.Delete(house.MailFolder);
        await house.Hosts[0].StartAsync();
        foreach (var application in applications) await ComesToAPersonAsync(clerks, application.Id);
        await Eventually.TrueAsync(async () => await house.CountAsync("select from wolverine.wolverine_incoming_envelopes where status = 'Incoming'") == 0, "all messages to be handled");
        Assert.Empty(await FindAsync(house));
        await Aftermath.NoStatementWasMixedUpAsync(house);
    }

    // By a task, or as a step that stopped because what it needs is gone.
    private static Task ComesToAPersonAsync(Clerks clerks, Guid id) => Eventually.TrueAsync(async () =>
    {
        var @case = await clerks.LookAsync(id);
        return @case["tasks"]!.AsArray().Count + @case["incidents"]!.AsArray().Count > 0;
    }, $"case {id} to come to a person", seconds: 120);

    private const string Failed = "status = 'Scheduled' and attempts > 0 and message_type like '%mail%'";

    private static Application Sample(bool byPost) => new(Guid.CreateVersion7(), Plate, byPost) { Remark = Remark };

    /// <summary>Every place in the whole database where one of the person's strings stands, as text or as bytes: "table: string".</summary>
    private static async Task<IReadOnlyList<string>> FindAsync(House house)
    {
        var found = new List<string>();
        foreach (var table in await TablesAsync(house))
        {
            await using var command = house.Database.CreateCommand($"select t::text from {table} t");
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) found.AddRange(Strings.Where(text => Holds(reader.GetString(0), text)).Select(text => $"{table}: {text}"));
        }

        return found;
    }

    // As it is, as JSON writes it in a message, and either as bytes, which are written in hexadecimal digits.
    private static bool Holds(string row, string text) => new[] { text, JsonEncodedText.Encode(text).ToString() }.Any(form =>
        row.Contains(form, StringComparison.OrdinalIgnoreCase) || row.Contains(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(form)), StringComparison.Ordinal));

    private static async Task<IReadOnlyList<string>> TablesAsync(House house)
    {
        await using var command = house.Database.CreateCommand("select format('%I.%I', table_schema, table_name) from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')");
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        return tables;
    }
}
