using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Verwaltung.GraphQl.Types;

/// <summary>Descriptions of the schema: the attribute, else the summary of the XML documentation, when its file lies beside the assembly.</summary>
internal sealed partial class Descriptions
{
    private readonly Dictionary<Assembly, Dictionary<string, XElement>> files = [];

    public string? Of(Type type) => Attribute(type) ?? Text(type.Assembly, "T:" + Id(type));

    public string? Of(PropertyInfo property) =>
        Attribute(property)
        ?? Text(property.DeclaringType!.Assembly, $"P:{Id(property.DeclaringType)}.{property.Name}")
        ?? Parameter(property.DeclaringType.Assembly, "T:" + Id(property.DeclaringType), property.Name);

    public string? Of(MethodInfo method) => Attribute(method) ?? Text(method.DeclaringType!.Assembly, $"M:{Id(method.DeclaringType)}.{method.Name}");

    public string? Of(FieldInfo value) => Attribute(value) ?? Text(value.DeclaringType!.Assembly, $"F:{Id(value.DeclaringType)}.{value.Name}");

    public string? Of(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<GraphQLDescriptionAttribute>()?.Description
        ?? (parameter.Member.DeclaringType is { } type
            ? Parameter(type.Assembly, parameter.Member is ConstructorInfo ? "T:" + Id(type) : $"M:{Id(type)}.{parameter.Member.Name}", parameter.Name!)
            : null);

    private static string? Attribute(MemberInfo member) => member.GetCustomAttribute<GraphQLDescriptionAttribute>()?.Description;

    private static string Id(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private string? Text(Assembly assembly, string id) => Plain(File(assembly).GetValueOrDefault(id)?.Element("summary"));

    private string? Parameter(Assembly assembly, string id, string name) =>
        Plain(File(assembly).GetValueOrDefault(id)?.Elements("param").FirstOrDefault(param => (string?)param.Attribute("name") == name));

    private Dictionary<string, XElement> File(Assembly assembly)
    {
        if (files.TryGetValue(assembly, out var members))
            return members;
        var path = Path.ChangeExtension(assembly.Location, ".xml");
        members = path.Length > 0 && System.IO.File.Exists(path)
            ? XDocument.Load(path)
                .Descendants("member")
                .GroupBy(member => ((string)member.Attribute("name")!).Split('(')[0])
                .ToDictionary(group => group.Key, group => group.First())
            : [];
        files.Add(assembly, members);
        return members;
    }

    /// <summary>The text with references by their last name and white space folded.</summary>
    private static string? Plain(XElement? element)
    {
        if (element is null)
            return null;
        var text = string.Concat(element.DescendantNodes().Select(node => node switch
        {
            XText plain => plain.Value,
            XElement { Name.LocalName: "see" or "paramref" } reference =>
                ((string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name") ?? "").Split('.', ':')[^1],
            _ => "",
        }));
        return WhiteSpace().Replace(text, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
