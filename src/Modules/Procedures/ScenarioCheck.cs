using System.Collections.Immutable;
using Verwaltung.Feel;
using Verwaltung.Periods;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Procedures;

/// <summary>Plays a scenario and compares the whole way and every value that it names. What differs is a finding at its line.</summary>
internal static class ScenarioCheck
{
    public static IEnumerable<Finding> Check(Scenario scenario, Bundle bundle, Office office)
    {
        var play = Play(scenario, bundle, office);
        var way = play.Entries.Where(entry => entry.Kind is "task-completed" or "job-completed" or "message-received")
            .Select(entry => entry.ElementId!)
            .ToList();
        return [
            .. Incidents(scenario, play), .. Way(scenario, way), .. Unused(scenario, bundle, way), .. Left(scenario, bundle),
            .. Come(scenario, bundle, way), .. Values(scenario, play), .. End(scenario, play)
        ];
    }

    public static Transcript Play(Scenario scenario, Bundle bundle, Office office) =>
        ProcessPlay.Run(bundle.Process, bundle.Decisions, scenario.Application, scenario.Start, new PlayOptions
        {
            Zone = office.Zone,
            Functions = office.Functions,
            Values = scenario.Steps,
            Leave = scenario.Open,
            During = scenario.During,
            Delays = scenario.Delays,
        });

    private static IEnumerable<Finding> Incidents(Scenario scenario, Transcript play) =>
        play.Entries.Where(entry => entry.Kind == "incident")
            .Select(entry => scenario.Fault("weg", "scenario.incident", $"The case stopped with an incident at '{entry.ElementId}': {entry.Text}"));

    private static IEnumerable<Finding> Way(Scenario scenario, List<string> way)
    {
        if (way.SequenceEqual(scenario.Way)) yield break;
        var step = Enumerable.Range(0, way.Count + scenario.Way.Length).First(i => way.ElementAtOrDefault(i) != scenario.Way.ElementAtOrDefault(i));
        yield return scenario.Fault(step < scenario.Way.Length ? $"weg/{step}" : "weg", "scenario.way",
            $"Expected {Name(scenario.Way.ElementAtOrDefault(step))} as step {step + 1} but found {Name(way.ElementAtOrDefault(step))}. "
            + $"The whole way was [{string.Join(", ", way)}].");
    }

    private static IEnumerable<Finding> Unused(Scenario scenario, Bundle bundle, List<string> way) =>
        scenario.Steps.Keys.Except(way).Select(step => scenario.Fault($"schritte/{step}", "scenario.step", bundle.Process.Elements.ContainsKey(step)
            ? $"The way never comes to '{step}', so its values are not used."
            : $"There is no element '{step}' in the process."));

    private static IEnumerable<Finding> Left(Scenario scenario, Bundle bundle) => scenario.Open.Select(step => (Entry: "offen", Step: step))
        .Concat(scenario.Delays.Keys.Select(step => (Entry: "spaeter", Step: step))).Where(named => !bundle.Process.Elements.ContainsKey(named.Step))
        .Select(named => scenario.Fault($"{named.Entry}/{named.Step}", "scenario.step", $"There is no element '{named.Step}' in the process."));

    private static IEnumerable<Finding> Come(Scenario scenario, Bundle bundle, List<string> way) =>
        scenario.During.Where(coming => !way.Contains(coming.Key)).Select(coming => scenario.Fault($"dabei/{coming.Key}", "scenario.step",
            bundle.Process.Elements.ContainsKey(coming.Key)
                ? $"While '{coming.Value}' runs nothing waits for '{coming.Key}'."
                : $"There is no element '{coming.Key}' in the process."));

    private static IEnumerable<Finding> Values(Scenario scenario, Transcript play) =>
        from value in scenario.Values
        let found = play.End.Values.GetPath(value.Key).ToPlain()
        where found != value.Value
        select scenario.Fault($"werte/{value.Key}", "scenario.value", $"Expected {value.Key} = {value.Value} but found {found}.");

    private static IEnumerable<Finding> End(Scenario scenario, Transcript play) => play.Outcome is "completed" or "incident"
        ? []
        : [scenario.Fault("weg", "scenario.end", $"Expected the process to end but it is {play.Outcome}.")];

    private static string Name(string? element) => element is null ? "nothing" : $"'{element}'";
}
