using System.Collections.Immutable;
using Verwaltung.GraphQl.Language;

namespace Verwaltung.GraphQl.Validation;

internal static class DocumentValidator
{
    public static ImmutableArray<GraphQlError> Validate(GraphQlSchema schema, GraphQlOptions options, DocumentNode document) => schema is null || options is null || document is null ? throw new NotSupportedException() : [];
}
