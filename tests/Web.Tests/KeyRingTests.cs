using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Verwaltung.Testing;

namespace Verwaltung.Web.Tests;

public sealed class WebDatabase() : TestDatabase(typeof(WebOptions).Assembly);

public sealed class KeyRingTests(WebDatabase database) : IClassFixture<WebDatabase>
{
    [Fact]
    public async Task What_one_host_protects_another_can_read()
    {
        var written = Protector().Protect("session");

        Assert.Equal("session", Protector().Unprotect(written));
        Assert.Equal(["1"], await database.RowsAsync("select count(*) from data_protection_keys"));
    }

    private IDataProtector Protector() => new ServiceCollection()
        .AddLogging().AddSingleton(database.Source).AddWeb(_ => { })
        .BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
