namespace Verwaltung.Cases.Contracts;

/// <summary>
/// Makes a command the worker of a type of job. The command is an <c>IAsk&lt;JobResult&gt;</c>; its constructor takes the <see cref="Job"/> and
/// the inputs. Designers read these words in <c>docs/designing-procedures.md</c>.
/// </summary>
/// <param name="name">The type as service tasks say it (<c>zeebe:taskDefinition type</c>).</param>
/// <param name="meaning">What it does, in a line.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class JobWorkerAttribute(string name, string meaning) : Attribute
{
    /// <summary>The type as service tasks say it.</summary>
    public string Name => name;

    /// <summary>What it does, in a line.</summary>
    public string Meaning => meaning;

    /// <summary>Which values the case has afterwards.</summary>
    public string Gives { get; init; } = "";
}

/// <summary>
/// A parameter of a worker's command that is a value of the case: <c>string</c>, <see cref="DateOnly"/>, <c>decimal</c>, <c>bool</c>,
/// <see cref="Euros"/> or <see cref="Feel.FeelContext"/>. A nullable one need not be given, and an empty text counts as not given.
/// </summary>
/// <param name="name">The name that the service task's input mapping gives it.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class InputAttribute(string name) : Attribute
{
    /// <summary>The name that the service task's input mapping gives it.</summary>
    public string Name => name;

    /// <summary>The case data that is read where the task gives none: <c>nameof(DataNames.Fee)</c>.</summary>
    public string? Else { get; init; }
}

/// <summary>
/// An error that a job may end with. A module that has one at several workers derives an attribute from it, so that it is said once.
/// </summary>
/// <param name="code">What an error boundary event of the process catches; without one the case shows an incident.</param>
/// <param name="message">Says it to whoever mends the case.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
public class JobErrorAttribute(string code, string message) : Attribute
{
    /// <summary>What an error boundary event of the process catches.</summary>
    public string Code => code;

    /// <summary>Says it to whoever mends the case.</summary>
    public string Message => message;

    /// <summary>
    /// The constraint of the database by which the commit is refused when this is so: what only the database can decide between jobs that run
    /// at the same time.
    /// </summary>
    public string? Constraint { get; init; }
}

/// <summary>An amount of money, not negative and at most 999,999 euros: XBezahldienste's limit holds for all ways to pay.</summary>
public readonly record struct Euros(long Cents);
