using Verwaltung.Forms;

namespace Verwaltung.Procedures.Contracts;

/// <summary>What <c>procedure.yaml</c> says about a procedure: the service page, who is responsible, and the terms of its notices.</summary>
public sealed record ProcedureSettings
{
    /// <summary>Stable key in addresses and the API, equal to the folder's name.</summary>
    public required string Key { get; init; }
    public required Localised Title { get; init; }
    /// <summary>One plain sentence for the catalogue.</summary>
    public required Localised Summary { get; init; }
    /// <summary>Service page in markdown.</summary>
    public required Localised Description { get; init; }
    /// <summary>Words people search with, beyond those of title and summary.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];
    /// <summary>What the applicant needs at hand, one line each.</summary>
    public IReadOnlyList<Localised> Requirements { get; init; } = [];
    public required Localised Fee { get; init; }
    public required Localised Duration { get; init; }
    /// <summary>The ways without internet. A procedure has all three.</summary>
    public required OfflineWays Offline { get; init; }
    public required Localised LegalBasis { get; init; }
    /// <summary>Department that decides, as printed in letters.</summary>
    public required Department Department { get; init; }
    /// <summary>Team whose inbox receives new cases, for example <c>33/5</c>.</summary>
    public required string Team { get; init; }
    /// <summary>File plan number that file numbers begin with, for example <c>33.52</c>.</summary>
    public required string FilePlan { get; init; }
    /// <summary>Internal target in working days from receipt; not a legal period.</summary>
    public required int ServiceTargetDays { get; init; }
    /// <summary>Lowest trust level of the account that may apply: <c>normal</c>, <c>substantiell</c>, <c>hoch</c>.</summary>
    public string TrustLevel { get; init; } = "normal";
    /// <summary>
    /// Whether people find it in the catalogue and can apply there; false for what begins elsewhere: with another page, a register's message, a
    /// clerk.
    /// </summary>
    public bool Offered { get; init; } = true;
    /// <summary>Form id of the application, or of what the case begins with.</summary>
    public required string ApplicationForm { get; init; }
    /// <summary>A question that anybody may ask before signing in, for example whether an address lies in a zone.</summary>
    public PreCheck? PreCheck { get; init; }
    /// <summary>Retention after the case is closed, ISO 8601 duration.</summary>
    public string Retention { get; init; } = "P2Y";
    /// <summary>Outcomes (<c>entscheidung.ergebnis</c>) whose notice decides nothing, such as a hearing (§ 28 VwVfG): nobody can sue against it.</summary>
    public IReadOnlyList<string> DecidesNothing { get; init; } = [];
    /// <summary>What the file of a letter is called, by the letter's name, where it is not the usual; ends in <c>.pdf</c>.</summary>
    public IReadOnlyDictionary<string, string> FileNames { get; init; } = new Dictionary<string, string>();
    /// <summary>What the applicant reads while the process stands at an element, by element id.</summary>
    public IReadOnlyDictionary<string, Localised> Status { get; init; } = new Dictionary<string, Localised>();

    /// <summary>Whether a notice of this outcome decides something that one can sue against.</summary>
    public bool Decides(string outcome) => !DecidesNothing.Contains(outcome);
}

/// <summary>A text in German (binding) and English (convenience).</summary>
public sealed record Localised
{
    public required string De { get; init; }
    public required string En { get; init; }

    public string In(string language) => PeoplesLanguage.Of(language) == PeoplesLanguage.English ? En : De;
}

/// <summary>The same service at the counter, on paper and by phone.</summary>
public sealed record OfflineWays
{
    public required Localised Counter { get; init; }
    public required Localised Post { get; init; }
    public required Localised Phone { get; init; }
}

/// <summary>A Fachbereich as letters name it.</summary>
public sealed record Department
{
    public required string Number { get; init; }
    public required string Name { get; init; }
    /// <summary>Postal address on one line.</summary>
    public required string Address { get; init; }
    public required string Phone { get; init; }
}

/// <summary>
/// A form whose values go to a decision. The decision's output is a context with the boolean <c>treffer</c>; its other entries fill the texts.
/// </summary>
public sealed record PreCheck
{
    /// <summary>Form id of the question.</summary>
    public required string Form { get; init; }
    /// <summary>Decision id that answers it.</summary>
    public required string Decision { get; init; }
    public required Localised Title { get; init; }
    /// <summary>Text for <c>treffer</c> true; <c>{{name}}</c> is replaced by a value of the form or of the output.</summary>
    public required Localised Yes { get; init; }
    public required Localised No { get; init; }
    /// <summary>Where to go on if the answer is no.</summary>
    public IReadOnlyList<Link> NoLinks { get; init; } = [];
}

public sealed record Link
{
    public required Localised Text { get; init; }
    public required string Address { get; init; }
}
