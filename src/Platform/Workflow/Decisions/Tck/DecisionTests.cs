using System.Xml.Linq;
using Verwaltung.Feel;

namespace Verwaltung.Workflow.Decisions.Tck;

/// <summary>The outcome of one test case.</summary>
/// <param name="Name">Folder and id of the case: <c>0068-feel-equality/001</c>.</param>
/// <param name="Failure">What was expected and found, null when the case passed.</param>
public sealed record TestOutcome(string Name, string? Failure);

/// <summary>
/// Runs test files in the format of the DMN Technology Compatibility Kit: <c>testCases</c> beside the model that they name.
/// </summary>
public static class DecisionTests
{
    private static readonly XNamespace Tck = "http://www.omg.org/spec/DMN/20160719/testcase";

    /// <summary>What now() and today() say: a run gives the same result every day.</summary>
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Runs every test file at or below the paths, writes each failure and the sum <c>N passed, N failed</c>.</summary>
    public static (int Passed, int Failed) Run(IEnumerable<string> paths, TextWriter output, IReadOnlyDictionary<string, FeelFunction>? functions = null)
    {
        var (passed, failed) = (0, 0);
        foreach (var outcome in Outcomes(paths, functions))
        {
            if (outcome.Failure is null) passed++;
            else failed++;
            if (outcome.Failure is not null) output.WriteLine($"{outcome.Name}: {outcome.Failure}");
        }

        output.WriteLine($"{passed} passed, {failed} failed");
        return (passed, failed);
    }

    /// <summary>The outcome of every test case at or below the paths, in the order of the files.</summary>
    public static IEnumerable<TestOutcome> Outcomes(IEnumerable<string> paths, IReadOnlyDictionary<string, FeelFunction>? functions = null) =>
        paths.SelectMany(Files).SelectMany(file => OutcomesOf(file, functions));

    private static IEnumerable<string> Files(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*.xml", SearchOption.AllDirectories).Where(IsTestFile).Order(StringComparer.Ordinal)
        : [path];

    private static bool IsTestFile(string path)
    {
        try
        {
            return XDocument.Load(path, LoadOptions.PreserveWhitespace).Root?.Name == Tck + "testCases";
        }
        catch (System.Xml.XmlException)
        {
            return false;
        }
    }

    private static IEnumerable<TestOutcome> OutcomesOf(string file, IReadOnlyDictionary<string, FeelFunction>? functions)
    {
        var group = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file)))!;
        if (TryLoad(file, out var problem) is not { } root) return [new TestOutcome(group, problem)];
        var modelName = root.Element(Tck + "modelName")?.Value.Trim() ?? "";
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, modelName);
        if (!File.Exists(path)) return [new TestOutcome(group, $"The model '{modelName}' of these tests is not there.")];
        var read = DmnFolder.Read(path, modelName);
        return root.Elements(Tck + "testCase").Select(test =>
            new TestOutcome(
                $"{group}/{test.Attribute("id")?.Value}", read.Model is { } model ? Failure(test, model, functions) : $"{read.Findings.FirstOrDefault()}"));
    }

    private static XElement? TryLoad(string file, out string? problem)
    {
        problem = null;
        try
        {
            var root = XDocument.Load(file, LoadOptions.PreserveWhitespace).Root;
            if (root?.Name == Tck + "testCases") return root;
            problem = $"{file} holds no test cases.";
        }
        catch (Exception exception) when (exception is System.Xml.XmlException or IOException or UnauthorizedAccessException)
        {
            problem = $"{file} cannot be read: {exception.Message}";
        }

        return null;
    }

    private static string? Failure(XElement test, DecisionModel model, IReadOnlyDictionary<string, FeelFunction>? functions)
    {
        var input = FeelContext.From(test.Elements(Tck + "inputNode").Select(node => KeyValuePair.Create(node.Attribute("name")!.Value, TckValues.Read(node))));
        return test.Elements(Tck + "resultNode").Select(node => Failure(test, node, model, input, functions)).FirstOrDefault(failure => failure is not null);
    }

    private static string? Failure(XElement test, XElement node, DecisionModel model, FeelContext input, IReadOnlyDictionary<string, FeelFunction>? functions)
    {
        var expected = node.Element(Tck + "expected") is { } value ? TckValues.Read(value) : FeelValue.Null;
        var invoked = test.Attribute("invocableName")?.Value ?? node.Attribute("name")!.Value;
        var (result, warnings) = Evaluate(model, invoked, input, new FeelEnvironment(Now, TimeZoneInfo.Utc, functions));
        var found = Output(result, test, node);
        return TckValues.Same(expected, found)
            ? null
            : $"'{node.Attribute("name")!.Value}' expected {expected} but found {found}. {string.Join(' ', warnings)}".TrimEnd();
    }

    // A service with several outputs gives a context of them; a result node names one.
    private static FeelValue Output(FeelValue result, XElement test, XElement node) =>
        test.Attribute("invocableName") is not null && result is FeelContext outputs && outputs.TryGet(node.Attribute("name")!.Value, out var output)
            ? output
            : result;

    // A fault of the model counts as the null that the kit expects of errors.
    private static (FeelValue Value, IReadOnlyList<string> Warnings) Evaluate(DecisionModel model, string name, FeelContext input, FeelEnvironment environment)
    {
        try
        {
            var result = model.Evaluate(name, input, environment);
            return (result.Output, result.Warnings);
        }
        catch (DecisionException exception)
        {
            return (FeelValue.Null, [exception.Message]);
        }
    }
}
