using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Verwaltung.GraphQl.Tests.Differential;

/// <summary>npm graphql in a child process, started once for a test.</summary>
internal sealed class Reference : IAsyncDisposable
{
    private readonly Process process;

    private Reference(Process process) => this.process = process;

    public static async Task<Reference> StartAsync(string schema)
    {
        var script = Path.Combine(TestData.Repository, "tests", "GraphQl.Tests", "Differential", "reference.mjs");
        var process = Process.Start(new ProcessStartInfo("node", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true, StandardInputEncoding = new System.Text.UTF8Encoding(false) })!;
        var reference = new Reference(process);
        await reference.WriteAsync(new() { ["schema"] = schema });
        return reference;
    }

    /// <summary>What the reference makes of each request, in their order.</summary>
    public async Task<IReadOnlyList<JsonObject>> AskAsync(IReadOnlyList<JsonObject> requests)
    {
        var writing = Task.Run(async () =>
        {
            foreach (var request in requests)
                await WriteAsync(request);
            await process.StandardInput.FlushAsync();
        });
        var answers = new List<JsonObject>(requests.Count);
        while (answers.Count < requests.Count)
            answers.Add((JsonObject)JsonNode.Parse(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The reference has ended; run npm ci, or see its error above."))!);
        await writing;
        return answers;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private Task WriteAsync(JsonObject message) => process.StandardInput.WriteLineAsync(message.ToJsonString(JsonSerializerOptions.Web));
}
