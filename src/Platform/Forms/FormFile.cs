using System.Collections.Immutable;

namespace Verwaltung.Forms;

/// <summary>The file as a whole: schema version, id, steps, and that keys and ids are unique.</summary>
internal sealed class FormFile(FormNotes notes)
{
    private readonly HashSet<string> _ids = [];
    private readonly HashSet<string> _keys = [];

    public Form? Form(JsonObjectAt root)
    {
        var file = new FormObject(root, notes);
        Version(file);
        if (file.Text("type") is { } type && type != "default")
            file.Refuse("type", "form.type", $"A form of type '{type}' is not supported, only 'default'.");
        var id = file.RequiredText("id") ?? "";
        var components = file.Objects("components").ToList();
        file.Known("type", "id", "schemaVersion", "components", "executionPlatform", "executionPlatformVersion", "exporter", "versionTag", "generation");
        return new Form(id, Steps(id, components));
    }

    private static void Version(FormObject file)
    {
        if (file.Has("schemaVersion") && file.Integer("schemaVersion") is { } version && version is < 1 or > FormReader.NewestSchemaVersion)
            file.Refuse("schemaVersion", "form.schema-version", $"Schema version {version} is not known; 1 to {FormReader.NewestSchemaVersion} are.");
        else if (!file.Has("schemaVersion"))
            file.Refuse("form.schema-version", "The form does not say its schemaVersion.");
    }

    // A component without a step stays on the step of the one before it, so that texts need not repeat it.
    private ImmutableArray<FormStep> Steps(string formId, IEnumerable<JsonObjectAt> components)
    {
        var steps = new List<FormStep>();
        foreach (var component in components)
        {
            var group = new FormObject(component, notes);
            var key = group.Property("step") ?? steps.LastOrDefault()?.Key ?? formId;
            var parts = Reader().Read(component, path: "");
            var titled = group.Property("step") is not null && parts is FormGroup g ? g : null;
            Add(steps, new FormStep(key, titled?.Label ?? LocalText.None, titled?.Components ?? (parts is null ? [] : [parts]), titled?.HideWhen));
        }
        return [.. steps];
    }

    private static void Add(List<FormStep> steps, FormStep part)
    {
        var index = steps.FindIndex(s => s.Key == part.Key);
        if (index < 0)
            steps.Add(part);
        else
            steps[index] = steps[index] with
            {
                Title = steps[index].Title.Default.Length > 0 ? steps[index].Title : part.Title,
                Components = steps[index].Components.AddRange(part.Components),
            };
    }

    private ComponentReader Reader() => new(notes, _ids, _keys);
}
