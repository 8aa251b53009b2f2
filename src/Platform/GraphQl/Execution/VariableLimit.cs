using System.Text.Json.Nodes;

namespace Verwaltung.GraphQl.Execution;

/// <summary>The size of a request's variables. They are no part of the document, so its limits do not hold for them.</summary>
internal static class VariableLimit
{
    /// <summary>Whether there are more than <paramref name="most"/> values; counting ends with the first that is too many.</summary>
    public static bool IsExceeded(JsonObject? variables, int most) => variables is not null && Left(variables, most + 1) < 0;

    private static int Left(JsonNode? node, int left)
    {
        left--;
        switch (node)
        {
            case JsonObject members:
                foreach (var (_, value) in members)
                    if (left >= 0)
                        left = Left(value, left);
                break;
            case JsonArray items:
                foreach (var item in items)
                    if (left >= 0)
                        left = Left(item, left);
                break;
        }

        return left;
    }
}
