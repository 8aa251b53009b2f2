using System.Collections.Immutable;
using Verwaltung.Feel;
using Verwaltung.Testing;
using Xunit;
using static Verwaltung.Testing.ProcessScenario;
using static Verwaltung.Workflow.Tests.Model;

namespace Verwaltung.Workflow.Tests;

public sealed class ValueTests
{
    private static FeelContext Values(string path, FeelValue value) => FeelContext.Empty.WithPath(path, value);

    private static string Mapped(string mappings, string task = "a") =>
        Process(Start() + ServiceTask(task, $"<zeebe:taskDefinition type='work'/><zeebe:ioMapping>{mappings}</zeebe:ioMapping>") + UserTask("b") + End(), $"s -> {task} -> b -> e");

    [Fact]
    public void An_input_is_seen_by_the_job_alone()
    {
        var scenario = Given(Mapped("<zeebe:input source='=applicant.name' target='person.name'/>")).Started(Values("applicant.name", "Ada"));
        Assert.Equal(Values("applicant.name", "Ada").WithPath("person.name", "Ada"), scenario.State.VisibleTo(scenario.Job("a")));
        Assert.Equal(Values("applicant.name", "Ada"), scenario.State.Values);
    }

    [Fact]
    public void An_input_says_what_it_was_made_from() =>
        Given(Mapped("<zeebe:input source='=applicant.name' target='name'/><zeebe:input source='=x + y' target='sum'/><zeebe:input source='fixed' target='text'/>"))
            .Started(Values("applicant.name", "Ada").With("x", 1).With("y", 2))
            .Then("process-started", "values applicant.name = \"Ada\" (start), x = 1 (start), y = 2 (start)", "entered s", "left s", "entered a",
                "values name = \"Ada\" (derived:applicant.name), sum = 3 (derived:x,y), text = \"fixed\" (model)", "job-opened a");

    [Fact]
    public void Later_inputs_see_earlier_ones() =>
        Given(Mapped("<zeebe:input source='=1' target='x'/><zeebe:input source='=x + 1' target='y'/>")).Started()
            .Then("process-started", "entered s", "left s", "entered a", "values x = 1 (model), y = 2 (derived:x)", "job-opened a");

    [Fact]
    public void Outputs_pick_from_what_a_job_brings()
    {
        var scenario = Given(Mapped("<zeebe:output source='=answer.zone' target='permit.zone'/>")).Started(Values("permit.street", "Gutenbergstraße"))
            .JobCompleted("a", Values("answer.zone", "B2").With("noise", 1));
        Assert.Equal(Values("permit.street", "Gutenbergstraße").WithPath("permit.zone", "B2"), scenario.State.Values);
        Assert.Equal("derived:answer.zone", scenario.State.OriginOf("permit.zone")?.Origin);
        Assert.Equal("start", scenario.State.OriginOf("permit.street")?.Origin);
    }

    [Fact]
    public void Without_outputs_a_value_goes_to_the_nearest_scope_that_has_it()
    {
        var inner = SubProcess("sub", Start("is") + ServiceTask("a") + End("ie"), "is -> a -> ie").Replace(
            "<bpmn:subProcess id=\"sub\">", "<bpmn:subProcess id=\"sub\"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source='=0' target='x'/></zeebe:ioMapping></bpmn:extensionElements>", StringComparison.Ordinal);
        var scenario = Given(Process(Start() + inner + UserTask("b") + End(), "s -> sub -> b -> e")).Started()
            .JobCompleted("a", Values("x", 1).With("y", 2));
        Assert.Equal(Values("y", 2), scenario.State.Values);
    }

    [Fact]
    public void Fields_of_a_form_are_merged_and_answers_of_a_job_replace()
    {
        var scenario = Given(Process(Start() + UserTask("a") + ServiceTask("b") + UserTask("c") + End(), "s -> a -> b -> c -> e")).Started(Values("person.name", "Ada"));
        scenario.TaskCompleted("a", Values("person.street", "Hauptstraße"));
        Assert.Equal(Values("person.name", "Ada").WithPath("person.street", "Hauptstraße"), scenario.State.Values);
        scenario.JobCompleted("b", Values("person.key", 7));
        Assert.Equal(Values("person.key", 7), scenario.State.Values);
        Assert.Equal(["person"], scenario.State.ValueOrigins.Keys.Order());
    }

    [Fact]
    public void A_field_handed_back_unchanged_keeps_its_origin()
    {
        var scenario = Given(Process(Start() + UserTask("a") + UserTask("b") + End(), "s -> a -> b -> e"))
            .When(new Trigger.Start(null, Values("person.name", "Ada").WithPath("person.phone", "1"), "typed") { Origins = ImmutableDictionary<string, string>.Empty.Add("person", "register").Add("person.phone", "typed") });
        scenario.TaskCompleted("a", Values("person.name", "Ada").WithPath("person.phone", "2"));
        Assert.Equal("register", scenario.State.OriginOf("person.name")?.Origin);
        Assert.Equal("form", scenario.State.OriginOf("person.phone")?.Origin);
    }

    [Fact]
    public void Values_may_be_set_while_the_process_waits() =>
        Given(Process(Start() + UserTask("a") + End(), "s -> a -> e")).Started()
            .When(new Trigger.SetValues(Values("note", "seen"), "clerk")).Then("values note = \"seen\" (clerk)");

    [Fact]
    public void The_state_does_not_grow_with_what_is_over()
    {
        var scenario = Given(Process(Start() + UserTask("a") + Exclusive("g") + End(), "s -> a -> g", "g -[=done]-> e", "g -*-> a")).Started();
        for (var round = 0; round < 50; round++) scenario.TaskCompleted("a", Values("done", false));
        var state = scenario.State;
        Assert.Equal((1, 0, 0, 1, 1), (state.Instances.Count, state.Tokens.Count, state.Locals.Count, state.OpenTasks.Count, state.ValueOrigins.Count));
    }
}
