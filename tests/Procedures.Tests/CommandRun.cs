using System.CommandLine;

namespace Verwaltung.Procedures.Tests;

/// <summary>Runs a command of the module as the host would, and gives back what it said.</summary>
internal static class CommandRun
{
    public static (int Exit, string Output, string Error) Run(params string[] args)
    {
        var root = new RootCommand();
        foreach (var command in ProceduresModule.Commands(() => SampleProcedure.JobTypes, () => Periods.Office.Demonstration))
            root.Add(command);
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var exit = root.Parse(args).Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return (exit, output.ToString(), error.ToString());
    }
}

/// <summary>A folder of its own for a test, gone afterwards.</summary>
internal sealed class Workspace : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("procedures-").FullName;

    /// <summary>Writes a file and gives its path.</summary>
    public string With(string name, string content)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
