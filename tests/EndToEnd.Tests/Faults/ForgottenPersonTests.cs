using System.Text;
using Npgsql;
using Xunit;

namespace Verwaltung.EndToEnd.Tests.Faults;

/// <summary>After <c>verwaltung forget</c> nothing in the database says who it was, and everything still works.</summary>
[Collection(HostsCollection.Name)]
public sealed class ForgottenPersonTests
{
    private const string Person = "Carla Monti", Remark = "Mein Papagei heißt Balthasar.", Plate = "DO-XQ 7391";
    private static readonly string[] Strings = ["Carla", "Monti", "carla.monti@example.org", "1985-12-01", "Balthasar", Plate];

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

    // Bytes are written in hexadecimal digits.
    private static bool Holds(string row, string text) =>
        row.Contains(text, StringComparison.OrdinalIgnoreCase) || row.Contains(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);

    private static async Task<IReadOnlyList<string>> TablesAsync(House house)
    {
        await using var command = house.Database.CreateCommand("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')");
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        return tables;
    }
}
