using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Verwaltung.Web;

namespace Verwaltung.Cases;

/// <summary>
/// The words are posted and go on in the address sealed: no history, log or proxy learns for whom a clerk searched,
/// and going back from a case shows the list again.
/// </summary>
public sealed partial class SearchPage
{
    private static readonly string[] Columns = ["fileNumber", "applicant", "birthDate", "procedure", "step", "received", "matchedBy"];

    [SupplyParameterFromQuery] private string? S { get; set; }
    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    private string _words = "";
    private Result? _found;

    private IDataProtector Seal => Protection.CreateProtector("Verwaltung.Cases.Search");

    protected override async Task OnInitializedAsync()
    {
        if (HttpMethods.IsPost(Http.Request.Method) || S is null)
            return;

        _words = Unsealed(S);
        _found = (await Graph.RunAsync<Page>(typeof(SearchPage), new { text = _words, language = Texts.Language }, "SearchPage")).Data.SearchCases;
    }

    private Task SearchAsync()
    {
        var words = PostedForm.Values(Http).GetValueOrDefault("words", [""])[0].Trim();
        Navigation.NavigateTo(words.Length == 0 ? "/search" : $"/search?s={Seal.Protect(words.Length > 200 ? words[..200] : words)}");
        return Task.CompletedTask;
    }

    private string Unsealed(string sealedWords)
    {
        try
        {
            return Seal.Unprotect(sealedWords);
        }
        catch (CryptographicException)
        {
            throw new PageStatusException(StatusCodes.Status404NotFound);
        }
    }

    private sealed record Page(Result SearchCases);
    private sealed record Result(bool HasMore, IReadOnlyList<Found> Cases);
    private sealed record Found(
        Guid Id, string FileNumber, string ProcedureTitle, string ApplicantName, DateOnly? BirthDate, string Step, bool IsClosed,
        DateTimeOffset ReceivedAt, IReadOnlyList<string> MatchedBy);
}
