using Microsoft.AspNetCore.Components;

namespace Verwaltung.Web;

/// <summary>What all controls of a form have in common. Without <c>required</c> in HTML: the server's words are better than the browser's.</summary>
public abstract class KernField : ComponentBase
{
    /// <summary>The name under which the value is posted; also makes the id.</summary>
    [Parameter, EditorRequired] public required string Name { get; set; }
    [Parameter, EditorRequired] public required string Label { get; set; }
    [Parameter] public string? Hint { get; set; }

    /// <summary>Markdown that opens on demand.</summary>
    [Parameter] public string? Help { get; set; }
    [Parameter] public string? Error { get; set; }
    [Parameter] public bool Optional { get; set; }
    [Parameter] public FieldOrigin? Origin { get; set; }

    /// <summary>The language of label and hint when it is not the page's.</summary>
    [Parameter] public string? Lang { get; set; }

    protected string Id => FieldId.Of(Name);

    /// <summary>For <c>aria-describedby</c>: hint, error and origin, those that are shown.</summary>
    protected string? DescribedBy
    {
        get
        {
            var ids = new[] { Hint is null ? null : $"{Id}-hint", Error is null ? null : $"{Id}-error", Origin is null ? null : $"{Id}-origin" };
            return ids.All(i => i is null) ? null : string.Join(' ', ids.Where(i => i is not null));
        }
    }

    protected string? Invalid => Error is null ? null : "true";
}
