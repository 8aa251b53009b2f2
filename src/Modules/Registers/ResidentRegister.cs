using System.Net.Http.Json;
using System.Text.Json;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Registers.Contracts;

namespace Verwaltung.Registers;

/// <summary>What is sent: what finds exactly one person (§ 34(1), § 37 BMG), why it is asked for, and the fields wanted back.</summary>
internal sealed record ResidentRequest(string FamilyName, string GivenName, DateOnly BirthDate, string Purpose, IReadOnlyList<string> Fields)
{
    public static IReadOnlyList<string> Wanted { get; } = ["street", "houseNumber", "houseNumberLetter", "postcode", "city", "mainResidence", "movedInOn"];

    /// <summary>Names of the person's fields that leave the house; the log says them.</summary>
    public static IReadOnlyList<string> Sent { get; } = ["familyName", "givenName", "birthDate"];
}

/// <param name="Result"><c>found</c>, <c>not-found</c> (blocked people too) or <c>ambiguous</c>.</param>
internal sealed record ResidentResponse(string Result, Residence? Residence);

internal sealed record Residence(
    string Street, string HouseNumber, string? HouseNumberLetter, string Postcode, string City, bool MainResidence, DateOnly MovedInOn);

/// <summary>The client of the resident register. All it does ends within the time limit; what goes wrong on the way is an answer, too.</summary>
internal sealed class ResidentRegister(HttpClient http, RegisterAddress address, TimeProvider time)
{
    public const string Name = "melderegister";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    public async Task<ResidentAnswer> FindAsync(Citizen person, string purpose, CancellationToken cancellation)
    {
        if (address.Find() is not { } search) return new ResidentAnswer.Unavailable("No resident register is connected.");
        var request = new ResidentRequest(person.FamilyName, person.GivenName, person.BirthDate, purpose, ResidentRequest.Wanted);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(address.TimeOut);
        try
        {
            return await AskAsync(search, request, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new ResidentAnswer.Unavailable($"The resident register did not answer within {address.TimeOut.TotalSeconds:0.#} s.");
        }
        catch (Exception fault) when (fault is JsonException or HttpRequestException)
        {
            return new ResidentAnswer.Unavailable($"The resident register cannot be understood or reached: {fault.Message}");
        }
    }

    // Three tries: a restarted or overloaded register often answers the next one. What it refuses stays refused.
    private async Task<ResidentAnswer> AskAsync(Uri search, ResidentRequest request, CancellationToken limit)
    {
        for (var attempt = 1; ; attempt++)
        {
            var isLast = attempt == 3;
            var (response, fault) = await PostAsync(search, request, limit);
            using (response)
            {
                if (response is { IsSuccessStatusCode: true }) return await ReadAsync(response, limit);
                if (response is not null && (isLast || (int)response.StatusCode is < 500 and not 429))
                    return new ResidentAnswer.Unavailable($"The resident register answered with status {(int)response.StatusCode}.");
                if (fault is not null && isLast) throw fault;
            }

            await Task.Delay(Pause * attempt, limit);
        }
    }

    private async Task<(HttpResponseMessage? Response, HttpRequestException? Fault)> PostAsync(Uri search, ResidentRequest request, CancellationToken limit)
    {
        try
        {
            return (await http.PostAsJsonAsync(search, request, limit), null);
        }
        catch (HttpRequestException fault)
        {
            return (null, fault);
        }
    }

    private async Task<ResidentAnswer> ReadAsync(HttpResponseMessage response, CancellationToken limit)
    {
        var answer = await response.Content.ReadFromJsonAsync<ResidentResponse>(limit);
        var now = time.GetUtcNow();
        return answer switch
        {
            { Result: "found", Residence: { } home } => new ResidentAnswer.Found(new Resident(
                home.Street, home.HouseNumber, home.HouseNumberLetter, home.Postcode, home.City, home.MainResidence, home.MovedInOn, now)),
            { Result: "not-found" } => new ResidentAnswer.NotFound(now),
            { Result: "ambiguous" } => new ResidentAnswer.Ambiguous(now),
            _ => new ResidentAnswer.Unavailable($"The resident register answered with an unknown result '{answer?.Result}'."),
        };
    }
}
