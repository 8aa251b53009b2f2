using System.Text.Json;
namespace Verwaltung.GraphQl;
internal sealed class ResultObject;
internal static class ResponseWriter { public static readonly JsonWriterOptions Options; public static void Write(Utf8JsonWriter writer, ExecutionResult result) => throw new NotImplementedException($"{writer}{result}"); }
