using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Verwaltung.Web;

namespace Verwaltung.Portal;

public sealed partial class MyCasePage
{
    [Parameter] public Guid Id { get; set; }
    [SupplyParameterFromQuery] private bool Received { get; set; }
    [SupplyParameterFromQuery] private bool Answered { get; set; }
    [SupplyParameterFromQuery] private bool Extended { get; set; }
    [SupplyParameterFromQuery] private bool Withdrawn { get; set; }

    private CaseShown _case = default!;
    private bool _isTooLate;

    private string Status => _case.Status.Length > 0 ? _case.Status : Texts[_case.IsClosed ? "myCase.closed" : "myCase.inProgress"];

    /// <summary>The receipt follows at once; whoever has no script looks again by hand.</summary>
    private bool IsPending => _case is { IsClosed: false } && _case.Documents.All(document => document.Kind != "receipt");

    protected override async Task OnInitializedAsync() =>
        _case = (await Graph.RunAsync<Page>(typeof(MyCasePage), new { id = Id, language = Texts.Language }, "MyCasePage")).Data.MyCase
            ?? throw new PageStatusException(StatusCodes.Status404NotFound);

    private async Task RetrieveAsync()
    {
        if (await Graph.DoAsync(typeof(MyCasePage), "Retrieve", new { caseId = Id }) is not null)
            throw new PageStatusException(StatusCodes.Status409Conflict);
        Navigation.NavigateTo($"/my/{Id}");
    }

    private sealed record Page(CaseShown? MyCase);

    private sealed record CaseShown(
        Guid Id, long Version, string FileNumber, string ProcedureTitle, DateTimeOffset ReceivedAt, DateOnly ServiceTarget, bool IsClosed,
        bool NoticeComesByPost, DateOnly? NoticeCameBackOn, string Status,
        IReadOnlyList<DocumentShown> Documents, NoticeShown? Notice, bool IsTargetResting, QuestionShown? Question, bool CanBeWithdrawn);

    private sealed record QuestionShown(string Text, DateOnly AnswerBy, DateOnly DecideAfter, bool CanBeExtended, string Form);

    private sealed record DocumentShown(Guid File, string Name, string Kind, DateTimeOffset At, string? ContentType, long? Size);

    private sealed record NoticeShown(
        Guid? File, string Kind, DateTimeOffset ProvidedAt, DateTimeOffset? RetrievedAt, DateOnly? PostedOn, DateOnly? NotifiedOn,
        DateOnly? RemedyEnds, IReadOnlyList<string> Reasons);
}
