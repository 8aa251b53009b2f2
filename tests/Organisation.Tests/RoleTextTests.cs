using System.Globalization;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Web;
using Xunit;

namespace Verwaltung.Organisation.Tests;

public sealed class RoleTextTests
{
    public static TheoryData<string> Roles =>
        [.. typeof(RoleNames).GetFields().Where(name => name.IsLiteral).Select(name => (string)name.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Roles))]
    public void Who_signs_in_reads_the_name_of_a_role_and_not_its_code(string role)
    {
        var catalogue = TextCatalogue.From([typeof(OrganisationModule).Assembly]);
        Assert.All(["de-DE", "en-GB"], (string culture) => Assert.True(catalogue.In(CultureInfo.GetCultureInfo(culture)).Has($"role.{role}"), culture));
    }
}
