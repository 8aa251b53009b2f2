using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Registers.Contracts;

namespace Verwaltung.Registers;

internal static class LookUpResidentHandler
{
    public static Task<ResidentAnswer> HandleAsync(LookUpResident query, ResidentLookUp lookUp, IRunner runner, CancellationToken cancellation) =>
        lookUp.FindAsync(query.Person, query.By, null, query.Purpose, runner, cancellation);
}

/// <summary>One logged question to the resident register.</summary>
internal sealed class ResidentLookUp(ResidentRegister register, RegisterLog log, TimeProvider clock)
{
    public async Task<ResidentAnswer> FindAsync(
        PersonId person, PersonId? by, Guid? @case, string purpose, IRunner runner, CancellationToken cancellation)
    {
        // Who was forgotten has no account, and nobody is asked for: the case goes on to a person.
        if (await runner.InvokeAsync<Citizen?>(new GetCitizen(person), cancellation: cancellation) is not { } citizen)
            return new ResidentAnswer.NotFound(clock.GetUtcNow());
        var inquiry = new RegisterInquiry(ResidentRegister.Name, person, by, @case, purpose, ResidentRequest.Sent);
        var entry = await log.AskedAsync(inquiry, cancellation);
        var answer = await register.FindAsync(citizen, purpose, cancellation);
        await log.AnsweredAsync(entry, answer is not ResidentAnswer.Unavailable, cancellation);
        return answer;
    }
}
