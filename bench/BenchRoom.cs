using System.Collections.Immutable;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Verwaltung.Events;
using Verwaltung.Host;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;
using Wolverine;
using Wolverine.Attributes;

namespace Verwaltung.Bench;

/// <summary>What the bench brings into the house as a room of it: a stream to append to, and alarms, a timer whose work is one event.</summary>
internal static class BenchRoom
{
    /// <summary>The first word of this program's command line when it is to be a host.</summary>
    public const string HostVerb = "host";

    private const string Holding = "hold", Ringing = "ring";

    /// <param name="holdsAlarms">Takes alarms in hand and never gets done with them, as a host does that hangs.</param>
    public static IServiceCollection AddBenchRoom(this IServiceCollection services, bool holdsAlarms = false) => services
        .AddSingleton(new AlarmBell(holdsAlarms))
        .AddEvents(options => AppendEvents.Add(options))
        .AddEvents(options => options.Map<AlarmRung>(AlarmRung.Name))
        .AddMessaging(options => options.Discover(typeof(BenchRoom).Assembly));

    /// <summary>Starts the house with this room in it as a process of its own, and waits until it serves.</summary>
    public static async Task<HostProcess> StartHostAsync(Premises premises, bool holdsAlarms = false)
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("Expected to know this program's file.");
        var token = await HostProcess.TokenAsync(premises.Source, Premises.Clerk);
        var host = HostProcess.Launch(program, [HostVerb, holdsAlarms ? Holding : Ringing], premises.Folder, token);
        await host.UntilReadyAsync();
        return host;
    }

    /// <summary>That process: <c>host ring|hold --data FOLDER --urls ADDRESS</c>.</summary>
    public static async Task<int> RunHostAsync(string[] args)
    {
        if (args is not [HostVerb, Holding or Ringing, "--data", var folder, "--urls", var address])
            throw new ArgumentException($"Expected '{HostVerb} {Ringing}|{Holding} --data FOLDER --urls ADDRESS', but found '{string.Join(' ', args)}'.");
        await using var database = await Database.OpenAsync(new DatabaseOptions { DataFolder = folder });
        await using var app = Application.Build(new HostSettings(address, folder), database, more: services => services.AddBenchRoom(args[1] == Holding));
        await app.RunAsync();
        return 0;
    }
}

/// <summary>Sets alarms in one commit.</summary>
/// <param name="Batch">Names them all.</param>
internal sealed record SetAlarms(Guid Batch, ImmutableArray<DateTimeOffset> Due);

[MessageIdentity("bench.ring_alarm")]
internal sealed record RingAlarm(Guid Alarm, Guid Batch, DateTimeOffset Due);

/// <summary>The one event of an alarm's stream: an alarm that rang twice would begin its stream twice, and be refused.</summary>
internal sealed record AlarmRung(Guid Batch, DateTimeOffset Due)
{
    public const string Name = "bench_alarm_rung";
}

internal sealed record AlarmBell(bool IsHeld);

internal static class AlarmHandler
{
    public static OutgoingMessages Handle(SetAlarms command)
    {
        var messages = new OutgoingMessages();
        foreach (var due in command.Due) messages.Schedule(new RingAlarm(Guid.CreateVersion7(), command.Batch, due), due);
        return messages;
    }

    public static async Task HandleAsync(RingAlarm alarm, AlarmBell bell, IDocumentSession session, CancellationToken cancellation)
    {
        if (bell.IsHeld) await Task.Delay(Timeout.Infinite, cancellation);
        session.Events.StartStream<BenchFile>(alarm.Alarm, new AlarmRung(alarm.Batch, alarm.Due));
    }
}
