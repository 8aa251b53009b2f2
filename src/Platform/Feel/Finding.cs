namespace Verwaltung.Feel;

/// <summary>How bad a finding is: an <see cref="Error"/> keeps a model from being deployed, a <see cref="Warning"/> does not.</summary>
public enum Severity { Warning, Error }

/// <summary>
/// A fault in a model's text (BPMN, DMN, form, expression), where it is and what to do about it.
/// </summary>
/// <param name="File">Name of the file as the person knows it.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column, counted from 1.</param>
/// <param name="Severity">Whether the model can still be used.</param>
/// <param name="Code">Stable code, for example <c>dmn.hit-policy</c>.</param>
/// <param name="Message">Plain sentence for the person who designs the model.</param>
public sealed record Finding(string File, int Line, int Column, Severity Severity, string Code, string Message)
{
    public override string ToString() =>
        $"{File}:{Line}:{Column}: {(Severity == Severity.Error ? "error" : "warning")} {Code} {Message}";
}
