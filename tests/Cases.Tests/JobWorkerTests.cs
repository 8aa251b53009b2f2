using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Messaging;

namespace Verwaltung.Cases.Tests;

/// <summary>What a worker says of itself, and how a job's values become its command.</summary>
public sealed class JobWorkerTests
{
    private static readonly JobWorker Worker = JobWorker.In(typeof(JobWorkerTests).Assembly).Single(worker => worker.Name == "von-allem-eins");

    private static readonly FeelContext More = FeelContext.Empty.With("a", 1);

    private static readonly FeelContext Given = FeelContext.Empty
        .With("text", "Nord").With("tag", "2026-12-01").With("zahl", 1.5m).With("ja", true).With("betrag", 30.70m).With("mehr", More);

    [Fact]
    public void A_worker_lists_what_it_takes_gives_and_may_end_with()
    {
        Assert.Equal(("takes one of each", "nothing"), (Worker.Meaning, Worker.Gives));
        Assert.Equal(
            [
                new("text", "text", false, null), new("tag", "date", false, null), new("zahl", "number", false, null), new("ja", "boolean", false, null),
                new("betrag", "euros", false, DataNames.Fee), new("mehr", "context", false, null),
                new("text?", "text", true, DataNames.FeeBasis), new("tag?", "date", true, null), new("zahl?", "number", true, null),
                new("ja?", "boolean", true, null), new("betrag?", "euros", true, null), new("mehr?", "context", true, null),
            ],
            (IEnumerable<JobInput>)Worker.Inputs);
        Assert.Equal(
            [("VERZOGEN", "Moved away.", null), ("DOPPELT", "Twice.", "once")],
            Worker.Errors.Select(error => (error.Code, error.Message, error.Constraint)));
        Assert.True(Worker.MayBeRefused);
        Assert.Equal(["DOPPELT", null, null], new[] { "once", "other", null }.Select(constraint => Worker.MeantBy(constraint)?.Code));
    }

    [Fact]
    public void What_is_given_arrives_and_what_may_be_missing_is_null()
    {
        var job = JobWith(Given);

        Assert.Equal(new OneOfEach(job, "Nord", new(2026, 12, 1), 1.5m, true, new(3070), More, null, null, null, null, null, null), Worker.Begin(job, out _));
    }

    [Fact]
    public void What_may_be_missing_arrives_when_it_is_given()
    {
        var job = JobWith(Given
            .With("text?", "Süd").With("tag?", new FeelDate(new DateOnly(2027, 1, 2)))
            .With("zahl?", 0m).With("ja?", false).With("betrag?", 0m).With("mehr?", More));

        Assert.Equal(
            new OneOfEach(job, "Nord", new(2026, 12, 1), 1.5m, true, new(3070), More, "Süd", new(2027, 1, 2), 0m, false, new(0), More),
            Worker.Begin(job, out _));
    }

    [Fact]
    public void What_the_task_does_not_give_is_read_from_the_case_and_an_empty_text_is_none()
    {
        var job = JobWith(Given.Without("betrag").WithPath(DataNames.Fee, 12.30m).WithPath(DataNames.FeeBasis, "Nummer 265 GebOSt").With("tag?", ""));

        Assert.Equal(
            new OneOfEach(job, "Nord", new(2026, 12, 1), 1.5m, true, new(1230), More, "Nummer 265 GebOSt", null, null, null, null, null),
            Worker.Begin(job, out _));
    }

    [Fact]
    public void What_is_missing_or_something_else_is_told_in_a_sentence()
    {
        (string Input, FeelValue Value, string Told)[] wrong =
        [
            ("text", FeelNull.Instance, "a text, but it is null"),
            ("text", "", "a text, but it is \"\""),
            ("text", 7, "a text, but it is 7"),
            ("tag", FeelNull.Instance, "a date, but it is null"),
            ("tag", "1.12.2026", "a date, but it is \"1.12.2026\""),
            ("zahl", "1", "a number, but it is \"1\""),
            ("ja", "ja", "true or false, but it is \"ja\""),
            ("betrag", FeelNull.Instance, "an amount in euros with two decimals at most, but it is null"),
            ("betrag", 30.705m, "an amount in euros with two decimals at most, but it is 30.705"),
            ("betrag", -1, "an amount in euros with two decimals at most, but it is -1"),
            ("betrag", 1_000_000, "an amount in euros with two decimals at most, but it is 1000000"),
            ("mehr", "viel", "a context, but it is \"viel\""),
            ("text?", 7, "a text, but it is 7"),
            ("tag?", "bald", "a date, but it is \"bald\""),
            ("betrag?", 0.001m, "an amount in euros with two decimals at most, but it is 0.001"),
        ];

        Assert.Equal(
            wrong.Select(one => $"Expected the input '{one.Input}' of job 'von-allem-eins' to be {one.Told}."),
            wrong.Select(one =>
            {
                Assert.Null(Worker.Begin(JobWith(Given.With(one.Input, one.Value)), out var fault));
                return fault?.Message;
            }));
    }

    private static Job JobWith(FeelContext values) =>
        new(new(Guid.Empty), Guid.Empty, "von-allem-eins", values, FeelContext.Empty, "permit", "33.52-2026/000417", new(Guid.Empty));
}

[JobWorker("von-allem-eins", "takes one of each", Gives = "nothing")]
[JobError("VERZOGEN", "Moved away."), JobError("DOPPELT", "Twice.", Constraint = "once")]
internal sealed record OneOfEach(
    Job Job,
    [Input("text")] string Text,
    [Input("tag")] DateOnly Day,
    [Input("zahl")] decimal Number,
    [Input("ja")] bool Yes,
    [Input("betrag", Else = nameof(DataNames.Fee))] Euros Amount,
    [Input("mehr")] FeelContext More,
    [Input("text?", Else = nameof(DataNames.FeeBasis))] string? TextIfAny,
    [Input("tag?")] DateOnly? DayIfAny,
    [Input("zahl?")] decimal? NumberIfAny,
    [Input("ja?")] bool? YesIfAny,
    [Input("betrag?")] Euros? AmountIfAny,
    [Input("mehr?")] FeelContext? MoreIfAny) : IAsk<JobResult>;
