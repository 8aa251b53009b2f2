namespace Verwaltung.Workflow;

/// <summary>
/// Where a value of a process came from. Its text is kept with the value for ever, in events and in the API, so none of these words changes;
/// whoever sets a value takes its origin from here.
/// </summary>
/// <param name="Text">The word, or the word and what it names: <c>clerk</c>, <c>register:melderegister</c>.</param>
public readonly record struct ValueOrigin(string Text)
{
    private const string RegisterPrefix = "register:";

    /// <summary>The person who applied.</summary>
    public static ValueOrigin Applicant { get; } = new("applicant");

    /// <summary>A person of the authority.</summary>
    public static ValueOrigin Clerk { get; } = new("clerk");

    /// <summary>The user account of the person who applied.</summary>
    public static ValueOrigin Account { get; } = new("account");

    /// <summary>The process, or the house on its behalf.</summary>
    public static ValueOrigin Process { get; } = new("process");

    /// <summary>A constant of the model.</summary>
    public static ValueOrigin Model { get; } = new("model");

    /// <summary>A register that was asked.</summary>
    public static ValueOrigin Register(string name) => new(RegisterPrefix + name);

    /// <summary>Made from another value, or from several (their names joined by commas).</summary>
    public static ValueOrigin Derived(string path) => new($"derived:{path}");

    /// <summary>The output of a decision.</summary>
    public static ValueOrigin Decision(string id) => new($"decision:{id}");

    /// <summary>A letter that was filled to be edited.</summary>
    public static ValueOrigin Template(string letter) => new($"template:{letter}");

    /// <summary>A process that was called.</summary>
    public static ValueOrigin Called(string process) => new($"process:{process}");

    /// <summary>Whether a register gave it.</summary>
    public bool IsRegister => Text.StartsWith(RegisterPrefix, StringComparison.Ordinal);

    /// <summary>The text, as events and the API have it.</summary>
    public static implicit operator string(ValueOrigin origin) => origin.Text;

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
