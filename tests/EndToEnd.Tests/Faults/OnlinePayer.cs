namespace Verwaltung.EndToEnd.Tests.Faults;

/// <summary>Somebody who pays online, whatever hosts and provider do meanwhile.</summary>
internal static class OnlinePayer
{
    /// <summary>Presses the button until there is a page to pay on; a host that died meanwhile leaves its attempt for half a minute.</summary>
    public static async Task<Guid> StartAsync(Api payer, Guid caseId)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                var started = await payer.DoAsync("startPayment", "startedPayment { redirectUrl }", new { caseId });
                return Guid.Parse(((string)started["startedPayment"]!["redirectUrl"]!).Split('/')[^1]);
            }
            catch (RefusedException refused) when (tries < 120 && refused.Code is "payments.being-prepared" or "payments.provider-unavailable")
            {
                await Task.Delay(1000);
            }
        }
    }

    /// <summary>Goes to the provider and pays there. Nobody is called back: only its status says so.</summary>
    public static async Task PayAsync(House house, Api payer, Guid caseId)
    {
        var transaction = await StartAsync(payer, caseId);
        await house.ExecuteAsync($"update demonstration_transactions set status = 'PAYED' where transaction_id = '{transaction}'");
    }
}
