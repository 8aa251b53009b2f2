using System.Collections;
using System.Globalization;
using System.Reflection;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;

namespace Verwaltung.Cases.Tests;

/// <summary>A case with its process is more than its public members: whether it comes back whole from a snapshot.</summary>
public sealed class CaseSnapshotTests : CasesTest
{
    [Fact]
    public async Task A_case_read_from_its_snapshot_is_the_one_read_from_its_events_and_goes_on()
    {
        Host.Service<EventOptions>().Snapshot<Case>(every: 1);
        var id = await Host.OpenAsync();
        await Host.DoAsync(new AddNote(id, Guid.CreateVersion7(), "Bitte prüfen.", People.Sabine.Actor()), People.Sabine);
        await Host.DoAsync(new HandOverTask(id, await Host.TaskAsync(id, "entscheiden"), People.Emre.Id(), "Bitte anrufen.", People.Sabine.Actor()), People.Sabine);
        await AssertSameAsync(id);

        await using (var cold = await ColdAsync())
        {
            Assert.IsType<Outcome.Accepted>(await cold.CompleteAsync(id, "entscheiden", People.Emre, CasesHost.Decision("abgelehnt")));
            await AssertSameAsync(id);
            Assert.IsType<Outcome.Accepted>(await cold.CompleteAsync(id, "mitzeichnen", People.Thomas, FeelContext.Empty));
            await cold.WorkAsync(id);
        }

        await AssertSameAsync(id);
        Assert.NotNull((await Host.CaseAsync(id)).Notice);
    }

    private async Task AssertSameAsync(CaseId id)
    {
        await Host.CaseAsync(id); // who reads it keeps it
        var version = await Host.VersionAsync(id);
        Assert.Equal([$"{version}|1"], await Database.RowsAsync($"select version, cardinality(keys) from event_snapshots where stream_id = '{id}'"));
        await using var cold = await ColdAsync();
        await using var session = cold.Service<EventStore>().OpenSession();

        var fromEvents = await session.AggregateStreamAsync<Case>(id.Value, version);
        var fromSnapshot = await session.AggregateStreamAsync<Case>(id.Value);

        Assert.Equal(Told(fromEvents), Told(fromSnapshot));
    }

    private async Task<CasesHost> ColdAsync()
    {
        var cold = await CasesHost.StartAsync(Database, Host.Clock.GetUtcNow());
        cold.Service<EventOptions>().Snapshot<Case>(every: 1);
        return cold;
    }

    /// <summary>All that is in a value, also what it keeps to itself.</summary>
    private static string Told(object? value) => value switch
    {
        null => "null",
        string or FeelValue => $"\"{value}\"",
        IDictionary pairs => $"{{{string.Join(", ", pairs.Keys.Cast<object>().Select(key => $"{Told(key)}: {Told(pairs[key])}").Order(StringComparer.Ordinal))}}}",
        IEnumerable when value.GetType().GetProperty("IsDefault")?.GetValue(value) is true => "default",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Told))}]",
        IFormattable plain when value.GetType().Namespace == "System" => plain.ToString(null, CultureInfo.InvariantCulture),
        _ when value.GetType().Namespace == "System" || value.GetType().IsEnum => value.ToString()!,
        _ => $"{value.GetType().Name} {{ {string.Join(", ", Fields(value.GetType()).Select(field => $"{field.Name} = {Told(field.GetValue(value))}"))} }}",
    };

    private static IEnumerable<FieldInfo> Fields(Type? type) =>
        type is null || type == typeof(object) ? [] : Fields(type.BaseType).Concat(type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
}
