using System.Globalization;
using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;

namespace Verwaltung.Parking;

/// <summary>Reads what a process hands to a job. What is missing is a fault of the model or of data and becomes an incident.</summary>
internal static class JobInput
{
    public static string Text(this JobInputs job, string name) =>
        job.Values.Get(name) is FeelString { Value.Length: > 0 } text ? text.Value : throw new JobInputException(job, name, "a text");

    public static DateOnly Date(this JobInputs job, string name) =>
        DateOnly.TryParseExact(job.Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new JobInputException(job, name, "a date");

    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

internal sealed class JobInputException(JobInputs job, string name, string kind)
    : Exception($"Expected the input '{name}' of job '{job.JobType}' to be {kind}, but it is {job.Values.Get(name)}.");
