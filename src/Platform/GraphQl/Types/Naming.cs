using System.Reflection;
using System.Text;

namespace Verwaltung.GraphQl.Types;

/// <summary>Names of the schema made from C# names, as Hot Chocolate makes them.</summary>
internal static class Naming
{
    public static string Of(Type type)
    {
        if (type.GetCustomAttribute<ObjectTypeAttribute>()?.Name is { } name)
            return name;
        var bare = type.IsGenericType ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] : type.Name;
        return type.IsGenericType ? bare + "Of" + string.Concat(type.GetGenericArguments().Select(Of)) : bare;
    }

    public static string Of(MethodInfo method)
    {
        var name = method.Name;
        if (name.EndsWith("Async", StringComparison.Ordinal) && name.Length > 5)
            name = name[..^5];
        if (name is ['G', 'e', 't', >= 'A' and <= 'Z', ..])
            name = name[3..];
        return CamelCase(name);
    }

    public static string Of(PropertyInfo property) => CamelCase(property.Name);

    public static string Of(ParameterInfo parameter) => CamelCase(parameter.Name!);

    public static string OfEnumValue(FieldInfo value) => UpperSnake(value.Name);

    public static string Input(Type type) => Of(type) is var name && name.EndsWith("Input", StringComparison.Ordinal) ? name : name + "Input";

    /// <summary>Lowers the first letter, or a leading abbreviation: FileNumber fileNumber, IBANNumber ibanNumber, ID id.</summary>
    public static string CamelCase(string name)
    {
        var upper = name.TakeWhile(char.IsUpper).Count();
        var lowered = upper <= 1 || upper == name.Length ? upper : upper - 1;
        return name[..lowered].ToLowerInvariant() + name[lowered..];
    }

    public static string PascalCase(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>WaitingForDocuments WAITING_FOR_DOCUMENTS, PDFReady PDF_READY.</summary>
    public static string UpperSnake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord && name[i - 1] != '_')
                text.Append('_');
            text.Append(char.ToUpperInvariant(name[i]));
        }

        return text.ToString();
    }
}
