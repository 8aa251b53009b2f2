namespace Verwaltung.Feel;

/// <summary>A range (clause 10.3.2.7) such as <c>[1..10)</c>; an end that is null is open without limit, as in <c>&lt; 5</c>.</summary>
public sealed record FeelRange(FeelValue Low, bool LowIncluded, FeelValue High, bool HighIncluded) : FeelValue
{
    internal override string Kind => "range";
}
