using System.Collections.Concurrent;
using Npgsql;

namespace Verwaltung.EndToEnd.Tests.Faults;

/// <summary>
/// A busy day, for the time of a trouble: eight people at once apply for permits, pay and fetch their notices, and the department decides.
/// Every command is sent until it is answered; afterwards the events say what has happened.
/// </summary>
internal sealed class Rush(House house)
{
    public const int CommandsPerCase = 12;
    private const int PeopleAtOnce = 8;

    private readonly ConcurrentBag<(string Command, Guid About)> _acknowledged = [];
    private readonly ConcurrentQueue<Application> _applications = [];

    /// <summary>How many commands were answered with yes.</summary>
    public int Acknowledged => _acknowledged.Count;

    public int Cases => _applications.Count;

    /// <summary>As many cases as are wanted, and as many more as it takes until the trouble is over.</summary>
    public async Task RunAsync(int cases, Task trouble)
    {
        var citizens = await house.CitizensAsync();
        var apis = new Dictionary<string, Api>();
        foreach (var name in citizens) apis.Add(name, await house.AsAsync(name));
        var clerks = await Clerks.AtAsync(house, (command, about) => _acknowledged.Add((command, about)));
        var last = -1;
        await Task.WhenAll(Enumerable.Range(0, PeopleAtOnce).Select(_ => Task.Run(async () =>
        {
            for (int number; (number = Interlocked.Increment(ref last)) < cases || !trouble.IsCompleted;)
            {
                var person = citizens[number % citizens.Count];
                var byPost = number % 3 == 0 || person == "Edith Kramer"; // she has no e-mail address, and so no mailbox
                await OneCaseAsync(Application.Number(number, byPost), apis[person], clerks, grants: number < citizens.Count);
            }
        })));
    }

    /// <summary>Waits until no message is on its way, and checks that nothing was lost and nothing happened twice.</summary>
    public async Task CheckAsync()
    {
        const string Moving = "select 1 from wolverine.wolverine_incoming_envelopes where status = 'Incoming' or status = 'Scheduled' and attempts > 0";
        await Eventually.TrueAsync(async () => await house.CountAsync(Moving) == 0, "all messages to be handled", seconds: 120);
        await new Aftermath(house, [.. _applications], _acknowledged).CheckAsync();
    }

    private async Task OneCaseAsync(Application application, Api applicant, Clerks clerks, bool grants)
    {
        _applications.Enqueue(application);
        await application.FillInAsync(applicant);
        await application.SubmitAsync(applicant);
        _acknowledged.Add(("submitDraft", application.Id));
        await clerks.FinishAsync(application.Id, grants, application.ByPost ? null : () => PayAsync(applicant, application.Id));
        if (application.ByPost) return;
        await applicant.DoAsync("retrieveNotice", "changedCase { version }", new { caseId = application.Id });
        _acknowledged.Add(("retrieveNotice", application.Id));
    }

    // What this test itself writes for the provider may be lost with the database; whoever still owes presses the button again.
    private async Task PayAsync(Api applicant, Guid id)
    {
        try
        {
            await OnlinePayer.PayAsync(house, applicant, id);
        }
        catch (NpgsqlException) when (house.Forgiven is not null)
        {
            await Task.Delay(500);
        }
    }
}
