using System.Reflection;

namespace Verwaltung.Web;

/// <summary>What the modules give to the web shell; calls to <c>AddWeb</c> accumulate.</summary>
public sealed class WebOptions
{
    private readonly List<Assembly> _pages = [];
    private readonly List<Assembly> _texts = [typeof(WebOptions).Assembly];
    private readonly List<NavigationItem> _navigation = [];
    private readonly List<(string Place, Type Component)> _notices = [];

    /// <summary>Where people sign in; <c>returnUrl</c> is added.</summary>
    public string SignInPath { get; set; } = "/sign-in";

    /// <summary>Where the sign-out button posts to.</summary>
    public string SignOutPath { get; set; } = "/sign-out";

    /// <summary>The largest request body in bytes; larger ones get the page for 413. Default 20 MB.</summary>
    public long MaxRequestBytes { get; set; } = 20 * 1024 * 1024;

    /// <summary>Posts a minute from one address before it gets the page for 429. Default 1200: a whole city hall may stand behind one address.</summary>
    public int PostsPerMinute { get; set; } = 1200;

    public IReadOnlyList<Assembly> PageAssemblies => _pages;
    public IReadOnlyList<Assembly> TextAssemblies => _texts;
    public IReadOnlyList<NavigationItem> Navigation => [.. _navigation.OrderBy(i => i.Order)];

    /// <summary>Adds the routable components of an assembly, and its embedded <c>Assets/</c>.</summary>
    public void AddPages(Assembly assembly) => AddOnce(_pages, assembly);

    /// <summary>Adds the embedded <c>Texts/de.json</c> and <c>Texts/en.json</c> of an assembly.</summary>
    public void AddTexts(Assembly assembly) => AddOnce(_texts, assembly);

    public void AddNavigation(NavigationItem item) => _navigation.Add(item);

    /// <summary>
    /// Shows a component at the head of another module's page, which asks for it by <paramref name="place"/>, for example <c>inbox</c>. On
    /// <c>my-case</c> and <c>case</c> it gets the parameter <c>CaseId</c>, on <c>case</c> also <c>ForStaff</c>.
    /// </summary>
    public void AddNotice<TComponent>(string place) where TComponent : Microsoft.AspNetCore.Components.IComponent => _notices.Add((place, typeof(TComponent)));

    /// <summary>The components for one place, in the order in which they were added.</summary>
    public IEnumerable<Type> NoticesOf(string place) => _notices.Where(notice => notice.Place == place).Select(notice => notice.Component);

    private static void AddOnce(List<Assembly> assemblies, Assembly assembly)
    {
        if (!assemblies.Contains(assembly))
            assemblies.Add(assembly);
    }
}

/// <summary>An entry of the main navigation.</summary>
/// <param name="Key">The text resource with its words.</param>
/// <param name="Roles">Shown to people with one of these roles; empty: to everybody.</param>
public sealed record NavigationItem(string Key, string Href, IReadOnlyList<string> Roles, int Order);
