using Microsoft.Extensions.Configuration;
using Verwaltung.Periods;

namespace Verwaltung.Web.Tests;

public sealed class OfficeSettingsTests
{
    [Fact]
    public void An_office_that_is_not_named_is_the_demonstration_s() =>
        Assert.Equal(("Stadt Dortmund", Land.NW, "33/5"), Of(OfficeSettings.Read(Configured())));

    [Fact]
    public void An_office_is_what_the_configuration_says() =>
        Assert.Equal(
            ("Hansestadt Lübeck", Land.SH, "3.321"),
            Of(OfficeSettings.Read(Configured(("Office:City", "Hansestadt Lübeck"), ("Office:Land", "SH"), ("Office:Team", "3.321")))));

    [Theory]
    [InlineData("XX", "Office:Land is 'XX': expected one of BW, BY, BE, BB, HB, HH, HE, MV, NI, NW, RP, SL, SN, ST, SH, TH.")]
    [InlineData("9", "Office:Land is '9': expected one of BW, BY, BE, BB, HB, HH, HE, MV, NI, NW, RP, SL, SN, ST, SH, TH.")]
    [InlineData("SN", "Office:Land is 'SN': The holidays of SN in 2018 are not known: Corpus Christi holds in some municipalities of SN only.")]
    public void A_Land_whose_holidays_are_not_known_is_refused_in_one_sentence(string land, string complaint)
    {
        Assert.Equal(complaint, OfficeSettings.Complaint(Configured(("Office:Land", land))));
        Assert.Equal(complaint, Assert.Throws<InvalidOperationException>(() => OfficeSettings.Read(Configured(("Office:Land", land)))).Message);
    }

    private static IConfiguration Configured(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();

    private static (string, Land, string) Of(Office office) => (office.City, office.Land, office.Team);
}
