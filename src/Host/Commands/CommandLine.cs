using System.CommandLine;
using Verwaltung.Cases;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents;
using Verwaltung.Organisation;
using Verwaltung.Payments;
using Verwaltung.Procedures;

namespace Verwaltung.Host.Commands;

/// <summary>All commands of <c>verwaltung</c>. Without one it serves.</summary>
internal static class CommandLine
{
    private const int WrongUsage = 2;

    // As long as the host gives requests and messages that it has begun (HostOptions.ShutdownTimeout), and a little for the rest.
    private static readonly InvocationConfiguration Configuration =
        new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(35) };

    public static async Task<int> RunAsync(string[] args)
    {
        ParseResult? parsed = null;
        parsed = Create(cancellation => OnDemand.ServicesAsync(HostSettings.From(parsed!), cancellation), () => OnDemand.JobTypes(HostSettings.From(parsed!)))
            .Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await parsed.InvokeAsync();
            return WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(Configuration);
        }
        catch (Exception fault)
        {
            var (message, exitCode) = Fault.Of(fault);
            await Console.Error.WriteLineAsync(message);
            return exitCode;
        }
    }

    private static RootCommand Create(Func<CancellationToken, Task<IServiceProvider>> services, Func<IEnumerable<JobType>> jobTypes)
    {
        var root = new RootCommand("Verwaltung: case handling for municipalities. Without a command it serves portal, workplace and GraphQL.");
        HostSettings.AddOptions(root);
        root.SetAction((parsed, cancellation) => Serve.RunAsync(HostSettings.From(parsed), cancellation));
        IEnumerable<Command> commands =
        [
            SchemaCommand.Create(), RebuildCommand.Create(services), ForgetCommand.Create(services),
            .. ProceduresModule.Commands(jobTypes, OnDemand.Office), .. DocumentsModule.Commands(OnDemand.Office),
            .. OrganisationModule.Commands(services), .. PaymentsModule.Commands(services), .. CasesModule.Commands(services),
        ];
        foreach (var command in commands)
            root.Add(command);
        return root;
    }
}
