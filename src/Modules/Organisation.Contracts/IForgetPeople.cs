namespace Verwaltung.Organisation.Contracts;

/// <summary>
/// What a module does when a person is forgotten: take out of its own tables what it shows of them. The person's keys are destroyed already;
/// running it again changes nothing. Every module that shows names registers one.
/// </summary>
public interface IForgetPeople
{
    Task ForgetAsync(PersonId person, CancellationToken cancellation);
}
