using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Verwaltung.Cases.Contracts;

namespace Verwaltung.Webhooks;

/// <summary>A change of a case as a CloudEvent 1.0 in structured JSON (JSON event format, section 3). The receiver reads more with its own rights.</summary>
internal sealed record CloudEvent(
    [property: JsonPropertyName("specversion")] string SpecVersion,
    string Id,
    string Source,
    string Type,
    string Subject,
    DateTimeOffset Time,
    [property: JsonPropertyName("datacontenttype")] string DataContentType,
    CaseChangeData Data)
{
    public const string MediaType = "application/cloudevents+json";
    private const string TypePrefix = "de.verwaltung.case.";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static CloudEvent Of(CaseChange change, string source) => new(
        "1.0", change.Id.ToString(), source, TypePrefix + change.Kind, change.CaseId.ToString(), change.At, "application/json",
        new(change.CaseId.Value, change.FileNumber, change.ProcedureKey, change.Kind, change.Version, change.IsGone));

    public string Write() => JsonSerializer.Serialize(this, Json);
}

internal sealed record CaseChangeData(Guid CaseId, string? FileNumber, string? ProcedureKey, string Kind, long Version, bool IsGone);
