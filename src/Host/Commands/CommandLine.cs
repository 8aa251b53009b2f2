using System.CommandLine;
using Verwaltung.Documents;
using Verwaltung.Organisation;
using Verwaltung.Procedures;

namespace Verwaltung.Host.Commands;

/// <summary>All commands of <c>verwaltung</c>. Without one it serves.</summary>
internal static class CommandLine
{
    public static Task<int> RunAsync(string[] args)
    {
        ParseResult? parsed = null;
        parsed = Create(cancellation => OnDemand.ServicesAsync(HostSettings.From(parsed!), cancellation)).Parse(args);
        return parsed.InvokeAsync();
    }

    private static RootCommand Create(Func<CancellationToken, Task<IServiceProvider>> services)
    {
        var root = new RootCommand("Verwaltung: case handling for municipalities. Without a command it serves portal, workplace and GraphQL.");
        HostSettings.AddOptions(root);
        root.SetAction((parsed, cancellation) => Serve.RunAsync(HostSettings.From(parsed), parsed.InvocationConfiguration.Error, cancellation));
        IEnumerable<Command> commands =
        [
            SchemaCommand.Create(), RebuildCommand.Create(services), ForgetCommand.Create(services),
            .. ProceduresModule.Commands(), .. DocumentsModule.Commands(), .. OrganisationModule.Commands(services),
        ];
        foreach (var command in commands)
            root.Add(command);
        return root;
    }
}
