using System.Globalization;
using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;

namespace Verwaltung.Payments;

/// <summary>Reads what a process hands to a job: its own input, else the case's data. What is wrong with it becomes an incident.</summary>
internal static class JobInput
{
    private const decimal MostEuros = 999_999;

    /// <summary>Euros with cents as a FEEL number; the standard's limit of XBezahldienste holds for all ways to pay.</summary>
    public static long Cents(this JobInputs job, string name, string path) => job.Value(name, path) switch
    {
        FeelNumber { Value: >= 0 and <= MostEuros and var euros } when decimal.Truncate(euros * 100) == euros * 100 => (long)(euros * 100),
        var other => throw new JobInputException(job, name, "an amount in euros with two decimals at most", other),
    };

    public static string Text(this JobInputs job, string name, string path) =>
        job.Value(name, path) is FeelString { Value.Length: > 0 } text ? text.Value : throw new JobInputException(job, name, "a text", job.Value(name, path));

    /// <summary>A day, given as text (as case data are) or as date.</summary>
    public static DateOnly? Day(this JobInputs job, string name) => job.Values.Get(name) switch
    {
        FeelNull => null,
        FeelDate day => day.Value,
        FeelString text when DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        var other => throw new JobInputException(job, name, "a date", other),
    };

    public static bool Has(this JobInputs job, string name) => job.Values.Get(name) is not FeelNull;

    private static FeelValue Value(this JobInputs job, string name, string path) => job.Has(name) ? job.Values.Get(name) : job.Values.GetPath(path);
}

internal sealed class JobInputException(JobInputs job, string name, string kind, FeelValue found)
    : Exception($"Expected the input '{name}' of job '{job.JobType}' to be {kind}, but it is {found}.");
