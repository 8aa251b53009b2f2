namespace Verwaltung.Cases.Contracts;

/// <summary>Names one case (Vorgang) and its event stream. UUIDv7, given by whoever opens the case, so that a repeated opening is the same case.</summary>
public readonly record struct CaseId(Guid Value)
{
    public override string ToString() => Value.ToString();
}
