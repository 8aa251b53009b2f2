namespace Verwaltung.GraphQl;

/// <summary>The schema, built once from the registered types.</summary>
public sealed class GraphQlSchema
{
    /// <summary>The schema in the schema definition language: types in the order of their names, members in the order they were declared; the same types always print the same text.</summary>
    public string Print() => throw new NotImplementedException();

    /// <summary>Builds the schema from the types added to the options.</summary>
    /// <exception cref="SchemaException">The types do not make a valid schema.</exception>
    public static GraphQlSchema Build(GraphQlOptions options) => throw new NotImplementedException($"{options}");
}

/// <summary>The registered types do not make a valid schema; the message names the member and the reason.</summary>
public sealed class SchemaException(string message) : Exception(message);
