using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Verwaltung.Feel;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Workflow.Tests;

/// <summary>Random processes on random courses: no token is lost or invented, everything waits, ends or is an incident, and a replay gives the same.</summary>
public sealed class RandomProcessTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    // A process without order may run until the engine stops it, which takes seconds: a few in every run, many in a long one.
    private static readonly int Courses = LongRun.IsOn ? 500 : 25;

    [Fact]
    public void Processes_of_nested_blocks_always_come_to_their_end() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Math.Max(80, Courses)),
        Prop.ForAll(Choices.Any(120), choices =>
        {
            var stream = choices.Begin();
            var run = new Run(RandomModels.Blocks(stream));
            run.Start(stream.Next(3));
            for (var step = 0; step < 25 && run.IsActive; step++) run.Anything(stream);
            run.FinishAndExpectTheEnd();
            run.ExpectKeptTokensAndTheSameReplay();
            return true;
        }));

    [Fact]
    public void Processes_without_any_order_keep_their_tokens() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Courses),
        Prop.ForAll(Choices.Any(80), choices =>
        {
            var stream = choices.Begin();
            var run = new Run(RandomModels.Graph(stream));
            run.Start(stream.Next(3));
            for (var step = 0; step < 12 && run.IsActive; step++) run.Anything(stream);
            run.ExpectKeptTokensAndTheSameReplay();
            run.Cancel();
            return true;
        }));

    private sealed class Run
    {
        private readonly ProcessDefinition _definition;
        private readonly CountingIds _ids = new();
        private readonly List<ProcessEvent> _events = [];
        private DateTimeOffset _now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
        private ProcessState _state = ProcessState.Initial;

        internal Run(string bpmn)
        {
            _definition = BpmnReader.Read(Encoding.UTF8.GetBytes(bpmn), "random.bpmn").Definitions!.Executable!;
            var errors = ProcessChecks.Check(_definition).Where(finding => finding.Severity == Severity.Error).ToList();
            Invariants.Expect(errors.Count == 0, $"the model is refused: {string.Join('\n', errors)}\n{bpmn}");
        }

        internal bool IsActive => _state.Status == ProcessStatus.Active;

        internal void Start(int choice) => Do(new Trigger.Start(null, Choice(choice), "start"));

        internal void Cancel()
        {
            if (IsActive) Do(new Trigger.Cancel("enough"));
        }

        internal void Anything(Choices.Stream choices)
        {
            var possible = Work(choices.Next(3)).Concat(Trouble()).Concat(Surprises()).ToList();
            if (possible.Count > 0) Do(possible[choices.Next(possible.Count)]);
        }

        /// <summary>With all work done, all faults mended and the loops told to end, a process of blocks is over.</summary>
        internal void FinishAndExpectTheEnd()
        {
            for (var step = 0; step < 2000 && IsActive; step++)
                Do(Work(1).Concat(Waiting()).FirstOrDefault() ?? throw new InvalidOperationException($"Invariant broken: nothing can be done any more:\n{Invariants.Text(_state)}"));
            Invariants.Expect(_state.Status == ProcessStatus.Completed, "the process did not come to its end");
        }

        internal void ExpectKeptTokensAndTheSameReplay()
        {
            Invariants.TokensAreKept(_definition, _events);
            Invariants.ReplayGives(_state, _events);
        }

        private IEnumerable<Trigger> Work(int choice) =>
            _state.OpenTasks.Keys.Order().Select(task => (Trigger)new Trigger.CompleteTask(task, Choice(choice), "form"))
                .Concat(_state.OpenJobs.Keys.Order().Select(job => new Trigger.CompleteJob(job, Choice(choice), "job")));

        /// <summary>What may come again and again stands last: it does not hold the process up.</summary>
        private IEnumerable<Trigger> Waiting() =>
            _state.OpenTimers.Keys.Order().Select(timer => (Trigger)new Trigger.FireTimer(timer))
                .Concat(_state.Incidents.Keys.Order().Select(incident => new Trigger.ResolveIncident(incident)))
                .Concat(_state.OpenSubscriptions.Values.Any(open => open.Name == "any") ? [new Trigger.DeliverMessage("any", null, FeelContext.Empty, "message")] : [])
                .Concat(_state.OpenSignals.Count > 0 ? [new Trigger.BroadcastSignal("news", FeelContext.Empty, "signal")] : []);

        private IEnumerable<Trigger> Trouble() => _state.OpenJobs.Keys.Order()
            .SelectMany(job => new Trigger[] { new Trigger.FailJob(job, "down"), new Trigger.ThrowJobError(job, "NO", "no") });

        private IEnumerable<Trigger> Surprises() => Waiting().Append(new Trigger.SetValues(Choice(2), "clerk"))
            .Concat(_state.OpenSubscriptions.Values.Any(open => open.Name == "other") ? [new Trigger.DeliverMessage("other", null, FeelContext.Empty, "message")] : []);

        private void Do(Trigger trigger)
        {
            if (trigger is Trigger.FireTimer fire && _state.OpenTimers[fire.Timer].DueAt > _now) _now = _state.OpenTimers[fire.Timer].DueAt;
            var decided = ProcessEngine.Decide(_definition, new FixedDecision("none", 0), _state, trigger, new EngineContext(_now, Zone, _ids.Next, "tester"));
            foreach (var e in decided) _state = ProcessEngine.Evolve(_state, e);
            _events.AddRange(decided);
            Invariants.EverythingWaitsOrIsOver(_definition, _state);
        }

        private static FeelContext Choice(int choice) => FeelContext.Empty.With("choice", choice).With("items", FeelList.Of(1, 2, 3));
    }
}
