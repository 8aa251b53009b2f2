using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Procedures;

/// <summary>A file of <c>scenarios/</c>: an application, what people and registers answer, and what is expected of it.</summary>
/// <param name="Start">When the application comes in; the clock of the play begins there.</param>
/// <param name="Application">Case data at the start.</param>
/// <param name="Steps">What tasks, jobs and messages are completed with, by element; several for what is done again.</param>
/// <param name="Open">Elements whose tasks, jobs and messages nobody does, so that their time runs out.</param>
/// <param name="During">Message events at a border or beside the process that come while another element runs.</param>
/// <param name="Delays">Elements whose tasks, jobs and messages are done late, and how late.</param>
/// <param name="Way">Elements in the order in which their tasks, jobs and messages are done: all of them.</param>
/// <param name="Values">Case data at the end, by path.</param>
/// <param name="Places">Where things stand in the file: <c>weg</c>, <c>weg/2</c>, <c>werte/zone.name</c>.</param>
internal sealed record Scenario(
    string File, DateTimeOffset Start, FeelContext Application, ImmutableDictionary<string, ImmutableArray<FeelContext>> Steps,
    ImmutableHashSet<string> Open, ImmutableDictionary<string, string> During, ImmutableDictionary<string, TimeSpan> Delays,
    ImmutableArray<string> Way, FeelContext Values, ImmutableDictionary<string, (int Line, int Column)> Places)
{
    public Finding Fault(string place, string code, string message)
    {
        var (line, column) = Places[place];
        return new Finding(File, line, column, Severity.Error, code, message);
    }
}
