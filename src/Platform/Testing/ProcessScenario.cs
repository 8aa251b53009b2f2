using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Verwaltung.Feel;
using Verwaltung.Workflow;
using Verwaltung.Workflow.Decisions;

namespace Verwaltung.Testing;

/// <summary>
/// Given a model and what happened, when something happens, then a transcript. Every event goes through JSON and back on its way into
/// the state, so that each scenario also proves that a replay from the store ends in the same state.
/// </summary>
public sealed class ProcessScenario
{
    private readonly ProcessDefinition _definition;
    private readonly CountingIds _ids = new();
    private IDecisions _decisions = new NoDecisions();
    private ImmutableArray<TranscriptEntry> _last = [];
    private ProcessRefusal? _refused;

    private ProcessScenario(ProcessDefinition definition) => _definition = definition;

    /// <summary>The clock; a Monday morning unless <see cref="At"/> says otherwise.</summary>
    public DateTimeOffset Now { get; private set; } = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    public ProcessState State { get; private set; } = ProcessState.Initial;

    public ProcessDefinition Definition => _definition;

    /// <summary>All events so far.</summary>
    public ImmutableArray<ProcessEvent> Events { get; private set; } = [];

    /// <summary>A model as BPMN text, which must pass the checks.</summary>
    public static ProcessScenario Given(string bpmn) => Given(Encoding.UTF8.GetBytes(bpmn), "test.bpmn");

    /// <inheritdoc cref="Given(string)"/>
    public static ProcessScenario Given(byte[] bpmn, string fileName)
    {
        var read = BpmnReader.Read(bpmn, fileName);
        var findings = read.Findings.Concat(read.Definitions?.Executable is { } process ? ProcessChecks.Check(process) : []);
        var errors = findings.Where(finding => finding.Severity == Severity.Error).ToList();
        return errors.Count == 0
            ? new ProcessScenario(read.Definitions!.Executable!)
            : throw new ScenarioException($"Expected a model without errors but found:\n{string.Join('\n', errors)}");
    }

    public ProcessScenario With(IDecisions decisions)
    {
        _decisions = decisions;
        return this;
    }

    public ProcessScenario At(DateTimeOffset now)
    {
        Now = now;
        return this;
    }

    public ProcessScenario Started(FeelContext? values = null, string? at = null) => When(new Trigger.Start(at, values ?? FeelContext.Empty, "start"));

    public ProcessScenario TaskCompleted(string element, FeelContext? values = null) =>
        When(new Trigger.CompleteTask(Task(element), values ?? FeelContext.Empty, "form"));

    public ProcessScenario JobCompleted(string element, FeelContext? values = null) =>
        When(new Trigger.CompleteJob(Job(element), values ?? FeelContext.Empty, "job"));

    public ProcessScenario MessageCame(string name, string? key = null, FeelContext? values = null) =>
        When(new Trigger.DeliverMessage(name, key, values ?? FeelContext.Empty, "message"));

    /// <summary>The clock moves to the time at which the timer of that element is due, and it fires.</summary>
    public ProcessScenario TimerFired(string element)
    {
        var timer = State.OpenTimers.Values.First(open => open.ElementId == element);
        Now = timer.DueAt > Now ? timer.DueAt : Now;
        return When(new Trigger.FireTimer(timer.Timer));
    }

    public ProcessScenario IncidentResolved(string element) =>
        When(new Trigger.ResolveIncident(State.Incidents.Values.First(open => open.ElementId == element).Incident));

    /// <summary>Id of the open task of an element.</summary>
    public Guid Task(string element) => State.OpenTasks.Values.First(task => task.ElementId == element).Task;

    /// <summary>Id of the open job of an element.</summary>
    public Guid Job(string element) => State.OpenJobs.Values.First(job => job.ElementId == element).Job;

    /// <summary>A trigger that depends on what is open.</summary>
    public ProcessScenario When(Func<ProcessScenario, Trigger> trigger) => When(trigger(this));

    public ProcessScenario When(Trigger trigger)
    {
        if (_refused is not null)
            throw new ScenarioException($"Expected the trigger before to be accepted, but it was refused: {_refused.Code} {_refused.Message}");
        try
        {
            var events = ProcessEngine.Decide(_definition, _decisions, State, trigger, new EngineContext(Now, Berlin, _ids.Next, "tester"));
            _last = [.. events.Select(Evolve)];
        }
        catch (ProcessRefusal refused)
        {
            _refused = refused;
        }

        return this;
    }

    /// <summary>What the last trigger led to: <c>kind element</c> a line (values with their text); flows are left out.</summary>
    public ProcessScenario Then(params string[] lines)
    {
        if (_refused is not null) throw new ScenarioException($"Expected events but the trigger was refused: {_refused.Code} {_refused.Message}");
        var actual = string.Join('\n', _last.Where(entry => entry.Kind != "flow").Select(Line));
        var expected = string.Join('\n', lines);
        return actual == expected ? this : throw new ScenarioException($"Expected:\n{expected}\n\nbut happened:\n{actual}");
    }

    /// <summary>The last trigger was refused with that code, and nothing changed.</summary>
    public void ThenRefused(string code)
    {
        if (_refused?.Code != code)
            throw new ScenarioException($"Expected refusal '{code}' but {(_refused is null ? "it was accepted" : $"found '{_refused.Code}'")}.");
    }

    private static TimeZoneInfo Berlin { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private TranscriptEntry Evolve(ProcessEvent e)
    {
        var type = e.GetType();
        var stored = (ProcessEvent)JsonSerializer.Deserialize(JsonSerializer.Serialize(e, type), type)!;
        if (!stored.Equals(e)) throw new ScenarioException($"Expected {e} to come back from JSON but found {stored}.");
        var entry = Narration.Tell(_definition, State, stored, Now);
        State = ProcessEngine.Evolve(State, stored);
        Events = Events.Add(stored);
        return entry;
    }

    private static string Line(TranscriptEntry entry) => entry.Kind is "values" ? $"values {entry.Text}" : $"{entry.Kind} {entry.ElementId}".TrimEnd();

    private sealed class NoDecisions : IDecisions
    {
        public DecisionResult Evaluate(string decisionId, FeelContext input, FeelEnvironment environment) =>
            throw new DecisionException(decisionId, "there are no decisions in this scenario");
    }
}

/// <summary>A scenario did not go as written.</summary>
public sealed class ScenarioException(string message) : Exception(message);
