namespace Verwaltung.Web.Tests;

/// <summary>Records that do not fit their documents, each in one way.</summary>
internal static class MisfitPage
{
    internal sealed record Found(Permit Permit);
    internal sealed record Permit(string Zone, string Note, int From, Half Season, string Colour);
    internal enum Half { Spring }
}

internal static class WrongPage;
