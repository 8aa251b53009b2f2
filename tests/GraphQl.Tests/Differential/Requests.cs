using System.Text.Json.Nodes;

namespace Verwaltung.GraphQl.Tests.Differential;

internal sealed record Request(string Query, JsonObject? Variables = null, string? OperationName = null)
{
    public JsonObject ToJson() => new() { ["query"] = Query, ["variables"] = Variables?.DeepClone(), ["operationName"] = OperationName };

    public override string ToString() => $"{Query}\n{Variables?.ToJsonString()} {OperationName}";
}
