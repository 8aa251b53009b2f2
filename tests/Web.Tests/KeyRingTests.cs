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
        await database.ExecuteAsync("delete from data_protection_keys");
        var written = Protector().Protect("session");

        Assert.Equal("session", Protector().Unprotect(written));
        Assert.Equal(["1"], await database.RowsAsync("select count(*) from data_protection_keys"));
    }

    [Fact]
    public async Task The_keys_lie_sealed_and_are_read_with_the_same_seal_only()
    {
        await database.ExecuteAsync("delete from data_protection_keys");
        var written = Protector(new KeyRingProtection(Turned, Turned)).Protect("session");

        var lies = string.Concat(await database.RowsAsync("select xml from data_protection_keys"));

        Assert.Contains("<sealed", lies);
        Assert.DoesNotContain("masterKey", lies);
        Assert.Equal("session", Protector(new KeyRingProtection(Turned, Turned)).Unprotect(written));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => Protector(new KeyRingProtection(Turned, _ => throw new System.Security.Cryptography.CryptographicException())).Unprotect(written));
    }

    [Fact]
    public async Task A_host_whose_seal_opens_no_key_does_not_start()
    {
        await database.ExecuteAsync("delete from data_protection_keys");
        var right = new KeyRingProtection(Turned, Turned);
        await CheckAsync(right);
        Protector(right).Protect("session");
        await CheckAsync(right);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => CheckAsync(new KeyRingProtection(Turned, _ => throw new System.Security.Cryptography.CryptographicException())));

        Assert.Equal("The keys in this database are wrapped by another master key than the configured one.", refusal.Message);
        Assert.Equal(["1"], await database.RowsAsync("select count(*) from data_protection_keys"));
    }

    private async Task CheckAsync(KeyRingProtection protection) =>
        await new KeyRingCheck(database.Source, protection, TimeProvider.System).StartingAsync(CancellationToken.None);

    private static byte[] Turned(byte[] bytes) => [.. bytes.Select(b => (byte)~b)];

    private IDataProtector Protector(KeyRingProtection? protection = null) => new ServiceCollection()
        .AddLogging().AddSingleton(database.Source).AddSingleton(protection ?? new KeyRingProtection(bytes => bytes, bytes => bytes)).AddWeb(_ => { })
        .BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
