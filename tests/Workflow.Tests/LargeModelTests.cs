using System.Text;
using Xunit;
using static Verwaltung.Workflow.Tests.Model;

namespace Verwaltung.Workflow.Tests;

/// <summary>Models as large as a file may be: reading and checking takes time in proportion to the elements, whatever they are.</summary>
[Collection(nameof(LargeModelTests))]
public sealed class LargeModelTests
{
    /// <summary>Nothing else runs meanwhile: time is measured.</summary>
    [CollectionDefinition(nameof(LargeModelTests), DisableParallelization = true)]
    public sealed class Alone;

    public static TheoryData<string> Shapes => ["tasks in a row", "sub-processes in a row", "what is not run in a row", "flows without ids", "one gateway with all flows", "boundary events", "one task with all boundary events"];

    [Theory, MemberData(nameof(Shapes))]
    public void Four_times_the_elements_take_about_four_times_the_time(string shape)
    {
        const int few = 4000;
        // The shortest of several runs is the one that nothing else disturbed; squared it would be sixteen times.
        var (small, large) = (Shape(shape, few), Shape(shape, 4 * few));
        Measure(large);
        var (fast, slow) = (Enumerable.Range(0, 5).Min(_ => Measure(small)), Enumerable.Range(0, 3).Min(_ => Measure(large)));
        Assert.True(slow < 10 * fast, $"{few} elements took {fast.TotalMilliseconds:N1} ms, four times as many {slow.TotalMilliseconds:N1} ms.");
    }

    private static TimeSpan Measure(byte[] model)
    {
        GC.Collect();
        // Time of the processor: how busy the machine is with other things does not matter.
        var before = Environment.CpuUsage.TotalTime;
        var read = BpmnReader.Read(model, "large.bpmn").Definitions!.Executable!;
        ProcessChecks.Check(read, new ProcessResources(JobTypes: new HashSet<string> { "work" }));
        return Environment.CpuUsage.TotalTime - before;
    }

    private static byte[] Shape(string shape, int count) => Encoding.UTF8.GetBytes(shape switch
    {
        "tasks in a row" => Row(count, id => UserTask(id)),
        "sub-processes in a row" => Row(count / 4, id => SubProcess(id, Start($"s{id}") + End($"e{id}"), $"s{id} -> e{id}")),
        "what is not run in a row" => Row(count, id => $"<bpmn:transaction id='{id}'/>"),
        "flows without ids" => System.Text.RegularExpressions.Regex.Replace(Row(count, id => UserTask(id)), "sequenceFlow id='[^']*'", "sequenceFlow"),
        "one gateway with all flows" => Process(
            Start() + Exclusive("g") + string.Concat(Ids(count).Select(id => UserTask(id))) + End(),
            ["s -> g", .. Ids(count).SelectMany(id => new[] { $"g -[=x = 1]-> {id}", $"{id} -> e" })]),
        "boundary events" => Process(
            Start() + string.Concat(Ids(count).Select(id => UserTask(id) + Boundary($"b{id}", id, Timer("PT1H")))) + End(),
            [$"s -> {string.Join(" -> ", Ids(count))} -> e", .. Ids(count).Select(id => $"b{id} -> e")]),
        "one task with all boundary events" => Process(
            Start() + UserTask("t") + string.Concat(Ids(count).Select(id => Boundary(id, "t", Timer("PT1H")))) + End(), ["s -> t -> e", .. Ids(count).Select(id => $"{id} -> e")]),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "no such shape"),
    });

    private static string Row(int count, Func<string, string> node) => Process(Start() + string.Concat(Ids(count).Select(node)) + End(), $"s -> {string.Join(" -> ", Ids(count))} -> e");

    private static IEnumerable<string> Ids(int count) => Enumerable.Range(1, count).Select(number => $"n{number}");
}
