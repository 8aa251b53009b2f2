using System.CommandLine;
using Verwaltung.Events;

namespace Verwaltung.Host.Commands;

/// <summary><c>verwaltung rebuild PROJECTION</c>: makes the rows of a projection anew from the events, while hosts go on working.</summary>
internal static class RebuildCommand
{
    public static Command Create(Func<CancellationToken, Task<IServiceProvider>> start)
    {
        var name = new Argument<string>("projection") { Description = "Name of the projection, for example inbox." };
        var command = new Command("rebuild", "Rebuilds a projection from the events while the hosts run.") { name };
        command.SetAction(async (parsed, cancellation) =>
        {
            var services = await start(cancellation);
            var rebuild = services.GetRequiredService<ProjectionRebuild>();
            var projection = parsed.GetRequiredValue(name);
            if (!rebuild.Names.Contains(projection))
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(
                    $"There is no projection '{projection}'; there are {string.Join(", ", rebuild.Names)}.");
                return 2;
            }

            await rebuild.RunAsync(projection, new Progress(), cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"Rebuilt {projection}.");
            return 0;
        });
        return command;
    }

    private sealed class Progress : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => Console.Error.WriteLine(value);
    }
}
