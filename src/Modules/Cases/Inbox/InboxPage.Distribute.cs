using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Web;

namespace Verwaltung.Cases;

/// <summary>Those who lead a team choose rows and give them to one person, or to all in turn.</summary>
public sealed partial class InboxPage
{
    private const string Everybody = "all";

    [SupplyParameterFromQuery] private int? Given { get; set; }
    [SupplyParameterFromQuery] private int? Kept { get; set; }

    private string? _distributionFault;

    private bool Distributes => Actor.From(Http.User)?.Hats.Any(hat => hat.Has(RoleNames.TeamLead)) == true;

    private IReadOnlyList<Person> Colleagues => _page.Colleagues ?? [];

    private IEnumerable<string> Columns => Distributes ? AllColumns : AllColumns[1..];

    private IReadOnlyList<KernOption> Receivers =>
        [new(Everybody, Texts["distribute.all"]), .. Colleagues.Select(person => new KernOption(person.Id.ToString(), person.Name))];

    private async Task DistributeAsync()
    {
        var posted = PostedForm.Values(Http);
        var to = posted.GetValueOrDefault("to", [""])[0];
        var tasks = posted.GetValueOrDefault("choose", []).Select(choice => choice.Split('/')).Where(choice => choice.Length == 2)
            .Select(choice => new { caseId = choice[0], taskId = choice[1] }).ToList();
        if (tasks is [] || to.Length == 0)
        {
            (Http.Response.StatusCode, _distributionFault) = (
                StatusCodes.Status422UnprocessableEntity, Texts[tasks is [] ? "distribute.none" : "distribute.nobody"]);
            return;
        }

        var input = new
        {
            tasks,
            to = to == Everybody ? Colleagues.Select(person => person.Id.ToString()) : [to],
            note = posted.GetValueOrDefault("note", [""])[0],
        };
        (var made, _refusal) = await Graph.DoAsync<DistributionShown>(typeof(InboxPage), "Distribute", input);
        if (made is { } done) Navigation.NavigateTo($"{Address(Current)}&given={done.HandedOver}&kept={done.Refused.Count}");
    }

    private sealed record DistributionShown(int HandedOver, IReadOnlyList<NotGiven> Refused);
    private sealed record NotGiven(Guid CaseId, string Code, string Message);
}
