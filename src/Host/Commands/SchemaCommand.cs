using System.CommandLine;
using Verwaltung.GraphQl;
using Verwaltung.Postgres;

namespace Verwaltung.Host.Commands;

/// <summary>
/// <c>verwaltung schema</c>: the GraphQL schema as SDL; needs no database. <c>verwaltung schema database</c>: the SQL that the database needs to be
/// on this version's schema.
/// </summary>
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
        command.Add(Tables());
        return command;
    }

    private static Command Tables()
    {
        var empty = new Option<bool>("--empty") { Description = "The SQL for an empty database; no database is asked." };
        var command = new Command("database", "Prints the SQL that the database needs to be on this version's schema; nothing where it is.") { empty };
        command.SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(empty))
            {
                await using var app = Application.Build(HostSettings.From(parsed), database: null);
                await output.WriteAsync(await Schema.WholeAsync(app.Services.GetServices<SqlScript>()));
                return;
            }

            await output.WriteAsync(await (await OnDemand.SchemaAsync(HostSettings.From(parsed), cancellation)).DifferenceAsync(cancellation));
        });
        return command;
    }
}
