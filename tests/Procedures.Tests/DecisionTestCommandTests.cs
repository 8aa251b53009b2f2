using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Procedures.Tests;

public sealed class DecisionTestCommandTests : IDisposable
{
    private const string Tests = """
        <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase">
          <modelName>fee.dmn</modelName>
          <testCase id="ada">
            <inputNode name="name"><value xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xsi:type="xsd:string">Ada</value></inputNode>
            <resultNode name="fee" type="decision"><expected>
              <component name="treffer"><value xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xsi:type="xsd:boolean">true</value></component>
              <component name="grund"><value xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></component>
            </expected></resultNode>
          </testCase>
        </testCases>

        """;

    private readonly Workspace _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Test_files_are_run_against_the_model_beside_them()
    {
        var (model, tests) = (_folder.With("fees/fee.dmn", SampleProcedure.Decision), _folder.With("fees/fee-test-01.xml", Tests));

        Assert.Equal((0, "1 passed, 0 failed\n", ""), CommandRun.Run("decision", "test", tests));

        File.WriteAllText(model, SampleProcedure.Decision.Replace("\"Ada\"", "\"Bo\"", StringComparison.Ordinal));
        var (exit, output, _) = CommandRun.Run("decision", "test", _folder.Path);
        Assert.Equal(1, exit);
        Assert.StartsWith("fees/ada: 'fee' expected ", output, StringComparison.Ordinal);
        Assert.EndsWith("\n0 passed, 1 failed\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_standard_s_own_tests_of_level_2_pass()
    {
        var kit = Path.Combine(Path.GetDirectoryName(TestDatabase.RepositoryRoot)!, "shared", "testdata", "dmn-tck", "TestCases", "compliance-level-2");
        Assert.SkipUnless(Directory.Exists(kit), "The DMN TCK is not there: ../shared/testdata/dmn-tck beside the repository.");
        Assert.Equal((0, "116 passed, 0 failed\n", ""), CommandRun.Run("decision", "test", kit));
    }

    [Theory]
    [InlineData("Expected a path, for example: verwaltung decision test tests/fee-test-01.xml.")]
    [InlineData("There is no file or folder 'nowhere.xml'.", "nowhere.xml")]
    public void Wrong_usage_is_one_sentence(string sentence, params string[] args) =>
        Assert.Equal((2, "", sentence + "\n"), CommandRun.Run(["decision", "test", .. args]));
}
