using System.Text.Json.Nodes;
namespace Verwaltung.GraphQl;
internal sealed class ScalarType { public static ScalarType Custom<T>(string name, Func<T, JsonNode?> write, Func<JsonNode?, T> read, string? specifiedBy, string? description) => throw new NotImplementedException($"{name}{write}{read}{specifiedBy}{description}"); }
