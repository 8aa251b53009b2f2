using Microsoft.Extensions.Configuration;
using Verwaltung.Periods;

namespace Verwaltung.Web;

/// <summary>The section <c>Office</c> of the configuration: <c>City</c>, <c>Land</c>, <c>Team</c>. What it does not name is the demonstration's.</summary>
public static class OfficeSettings
{
    /// <exception cref="InvalidOperationException">The Land is none, or its holidays are not known; see <see cref="Complaint"/>.</exception>
    public static Office Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (Complaint(configuration) is { } complaint)
            throw new InvalidOperationException(complaint);
        var (office, usual) = (configuration.GetSection("Office"), Office.Demonstration);
        return new(
            office["City"] is { Length: > 0 } city ? city : usual.City,
            office["Land"] is { Length: > 0 } land ? Enum.Parse<Land>(land) : usual.Land,
            office["Team"] is { Length: > 0 } team ? team : usual.Team);
    }

    /// <summary>What is wrong with the settings, in one sentence; null if nothing is.</summary>
    public static string? Complaint(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration["Office:Land"] is not { Length: > 0 } name)
            return null;
        if (!Enum.GetNames<Land>().Contains(name))
            return $"Office:Land is '{name}': expected one of {string.Join(", ", Enum.GetNames<Land>())}.";
        try
        {
            _ = Holidays.In(Enum.Parse<Land>(name), Holidays.FirstYear);
            return null;
        }
        catch (HolidaysUnknownException unknown)
        {
            return $"Office:Land is '{name}': {unknown.Message}";
        }
    }
}
