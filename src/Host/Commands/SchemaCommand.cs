using System.CommandLine;
using Verwaltung.GraphQl;

namespace Verwaltung.Host.Commands;

/// <summary><c>verwaltung schema</c>: the GraphQL schema as SDL. Needs no database.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var command = new Command("schema", "Prints the GraphQL schema (SDL).");
        command.SetAction(async (parsed, _) =>
        {
            await using var app = Application.Build(HostSettings.From(parsed), database: null);
            await parsed.InvocationConfiguration.Output.WriteAsync(app.Services.GetRequiredService<GraphQlSchema>().Print());
        });
        return command;
    }
}
