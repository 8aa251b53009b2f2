using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Organisation;

/// <summary><c>verwaltung token</c>: the token alone goes to standard output, so that it can be used in a pipe.</summary>
internal static class TokenCommand
{
    public static Command Create(Func<CancellationToken, Task<IServiceProvider>> services)
    {
        var person = new Option<string>("--person") { Description = "Id or full name of the person the token stands for.", Required = true };
        var days = new Option<int>("--days") { Description = "How many days the token is valid.", DefaultValueFactory = _ => 30 };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 366) result.AddError("--days must be between 1 and 366.");
        });
        var command = new Command("token", "Prints an access token for the GraphQL API.") { person, days };
        command.SetAction(async (parsed, cancellation) => await IssueAsync(
            await services(cancellation), parsed.GetRequiredValue(person), TimeSpan.FromDays(parsed.GetValue(days)),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellation));
        command.Add(Revoke(services));
        return command;
    }

    private static Command Revoke(Func<CancellationToken, Task<IServiceProvider>> services)
    {
        var token = new Argument<string>("token") { Description = "The token as it was printed." };
        var command = new Command("revoke", "Ends an access token at once.") { token };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (await (await services(cancellation)).GetRequiredService<AccessTokens>().RevokeAsync(parsed.GetRequiredValue(token), cancellation)) return 0;
            await parsed.InvocationConfiguration.Error.WriteLineAsync("This token is not known, or was ended before.");
            return 1;
        });
        return command;
    }

    private static async Task<int> IssueAsync(
        IServiceProvider services, string person, TimeSpan validity, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        await services.GetRequiredService<DemonstrationPeople>().EnsureAsync(cancellation);
        var found = await FindAsync(services.GetRequiredService<Accounts>(), person, cancellation);
        if (found is [var account])
        {
            await output.WriteLineAsync(await services.GetRequiredService<AccessTokens>().IssueAsync(account.Id, validity, cancellation));
            return 0;
        }

        await error.WriteLineAsync(found.Count == 0
            ? $"There is nobody with the id or name '{person}'."
            : $"Several people are called '{person}'; give the id of one: {string.Join(", ", found.Select(one => one.Id))}");
        return 1;
    }

    private static async Task<IReadOnlyList<Account>> FindAsync(Accounts accounts, string person, CancellationToken cancellation) =>
        PersonId.TryParse(person, null, out var id)
            ? await accounts.FindAsync([id], cancellation)
            : await accounts.FindByNameAsync(person, cancellation);
}
