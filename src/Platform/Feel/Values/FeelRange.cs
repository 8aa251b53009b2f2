namespace Verwaltung.Feel;

/// <summary>A range (clause 10.3.2.7) such as <c>[1..10)</c>; an end that is null is open without limit, as in <c>&lt; 5</c>.</summary>
/// <param name="Low">The lower end, null if there is none.</param>
/// <param name="LowIncluded">Whether the lower end belongs to it.</param>
/// <param name="High">The upper end, null if there is none.</param>
/// <param name="HighIncluded">Whether the upper end belongs to it.</param>
/// <param name="IsPoint">Written <c>(= 5)</c>: the value alone, also of kinds without order. It is not equal to <c>[5..5]</c>.</param>
public sealed record FeelRange(FeelValue Low, bool LowIncluded, FeelValue High, bool HighIncluded, bool IsPoint = false) : FeelValue
{
    internal override string Kind => "range";

    internal override Extent Extent => Extent.Around([Low, High]);
}
