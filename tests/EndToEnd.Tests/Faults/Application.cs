using System.Globalization;
using System.Text.Json.Nodes;

namespace Verwaltung.EndToEnd.Tests.Faults;

/// <summary>An application for a parking permit, from the first page to the sent form.</summary>
/// <param name="Id">Of the draft, and so of the case.</param>
/// <param name="Plate">The car's number plate.</param>
/// <param name="ByPost">Whether the notice goes by post instead of to the mailbox.</param>
internal sealed record Application(Guid Id, string Plate, bool ByPost)
{
    public const string Procedure = "resident-parking-permit";

    /// <summary>What the applicant types where no form asks for it in particular.</summary>
    public string Remark { get; init; } = "";

    /// <summary>Typed instead of what the register knows.</summary>
    public string? Street { get; init; }

    public static Application Number(int number, bool byPost) =>
        new(Guid.CreateVersion7(), string.Create(CultureInfo.InvariantCulture, $"DO-FT {1000 + number}"), byPost);

    /// <summary>Begins the draft and saves every step.</summary>
    public async Task FillInAsync(Api applicant)
    {
        var draft = await applicant.DoAsync("startDraft", "draft { values }", new { id = Id, procedure = Procedure, useRegister = Street is null });
        var known = draft["draft"]!["values"]!;
        await SaveAsync(applicant, "wohnung", [.. Address(known["anschrift"]), ("anschrift.tatsaechlichBewohnt", "true")]);
        await SaveAsync(applicant, "fahrzeug", [("fahrzeug.kennzeichen", Plate), ("fahrzeug.zuordnung", "zugelassen")]);
        await SaveAsync(applicant, "ausweis", [("antrag.beginn", "2026-12-01"), ("antrag.laufzeit", "12"), ("antrag.vorhandenerAusweis", "nein"), ("antrag.mitteilung", Remark)]);
        await SaveAsync(applicant, "bekanntgabe", [("antrag.bekanntgabe", ByPost ? "post" : "postfach"), ("antrag.email", (string?)known["antrag"]?["email"] ?? ""), ("antrag.angabenRichtig", "true")]);
    }

    public async Task SubmitAsync(Api applicant) => await applicant.DoAsync("submitDraft", "receivedApplication { caseId fileNumber }", new { draftId = Id });

    // Whom the register does not know types the address.
    private IEnumerable<(string, string)> Address(JsonNode? known) => known?["ausMelderegister"]?.GetValue<bool>() == true
        ? []
        : [("anschrift.strasse", Street ?? "Elisabethstraße"), ("anschrift.hausnummer", "4"), ("anschrift.plz", "44139"), ("anschrift.ort", "Dortmund")];

    private async Task SaveAsync(Api applicant, string step, params IEnumerable<(string Key, string Value)> answers) => await applicant.DoAsync(
        "saveDraftStep", "draft { id }",
        new { draftId = Id, step, answers = answers.Select(answer => new { key = answer.Key, values = new[] { answer.Value } }) });
}
