namespace Verwaltung.Organisation.Tests;

/// <summary>Some of the invented people, by the ids that stay.</summary>
internal static class People
{
    public static readonly Guid Leyla = Guid.Parse("0193a3f0-0001-7000-8000-000000000001");
    public static readonly Guid Ralf = Guid.Parse("0193a3f0-0001-7000-8000-000000000062");
    public static readonly Guid Meltem = Guid.Parse("0193a3f0-3300-7000-8000-000000000001");
    public static readonly Guid Sabrina = Guid.Parse("0193a3f0-3300-7000-8000-000000000003");
}
