namespace Verwaltung.Organisation.Contracts;

/// <summary>Names one account: a citizen or a member of staff. Stable for as long as the account lives.</summary>
public readonly record struct PersonId(Guid Value) : IParsable<PersonId>
{
    /// <summary>Reads the UUID form. Throws <see cref="FormatException"/> for anything else.</summary>
    public static PersonId Parse(string s, IFormatProvider? provider = null) => new(Guid.Parse(s, provider));

    /// <inheritdoc/>
    public static bool TryParse(string? s, IFormatProvider? provider, out PersonId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    public override string ToString() => Value.ToString();
}
