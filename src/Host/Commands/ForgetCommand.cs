using System.CommandLine;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Host.Commands;

/// <summary>
/// <c>verwaltung forget --person ID</c>: destroys a person's keys, so that their data are unreadable in events, files and drafts everywhere,
/// then lets every module take out what it shows of them (GDPR Art. 17).
/// </summary>
internal static class ForgetCommand
{
    public static Command Create(Func<CancellationToken, Task<IServiceProvider>> start)
    {
        var person = new Option<string>("--person") { Description = "Id of the person.", Required = true };
        var command = new Command("forget", "Destroys a person's keys: their personal data become unreadable for good.") { person };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (!PersonId.TryParse(parsed.GetRequiredValue(person), null, out var id))
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync("--person takes the person's id (a UUID).");
                return 2;
            }

            var services = await start(cancellation);
            await services.GetRequiredService<PersonalKeys>().ForgetAsync(id.Value, cancellation);
            foreach (var module in services.GetServices<IForgetPeople>())
                await module.ForgetAsync(id, cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"Forgotten: {id}.");
            return 0;
        });
        return command;
    }
}
