namespace Verwaltung.Testing;

/// <summary>
/// Whether this run may take its time: <c>./test --long</c>, or <c>VERWALTUNG_LONG=1</c> in the environment. A test that is too long for every
/// time asks by <c>[Fact(Skip = LongRun.Only, SkipUnless = nameof(LongRun.IsOn), SkipType = typeof(LongRun))]</c>, one that can be larger by
/// <see cref="IsOn"/>.
/// </summary>
public static class LongRun
{
    /// <summary>Why a test was left out.</summary>
    public const string Only = "Too long for every time: ./test --long runs it.";

    public static bool IsOn => Environment.GetEnvironmentVariable("VERWALTUNG_LONG") == "1";
}
