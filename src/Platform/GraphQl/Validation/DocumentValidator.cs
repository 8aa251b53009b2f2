using System.Collections.Immutable;
using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Validation.Rules;

namespace Verwaltung.GraphQl.Validation;

/// <summary>
/// Validates documents (GraphQL, section 5). The rules are listed in the order of the specification: this is the table of contents of the folder
/// Rules.
/// </summary>
internal static class DocumentValidator
{
    /// <summary>More errors than a person reads, and a bound on what a wrong document costs.</summary>
    private const int MaxErrors = 100;

    public static readonly ImmutableArray<ValidationRule> Rules =
    [
        // 5.1 Documents
        ExecutableDefinitions.Check,

        // 5.2 Operations
        OperationTypeExists.Check,
        UniqueOperationNames.Check,
        LoneAnonymousOperation.Check,
        SingleFieldSubscriptions.Check,

        // 5.3 Fields
        FieldsOnCorrectType.Check,
        OverlappingFieldsCanBeMerged.Check,
        ScalarLeafs.Check,

        // 5.4 Arguments
        KnownArgumentNames.Check,
        UniqueArgumentNames.Check,
        RequiredArguments.Check,

        // 5.5 Fragments
        UniqueFragmentNames.Check,
        KnownTypeNames.Check,
        FragmentsOnCompositeTypes.Check,
        NoUnusedFragments.Check,
        KnownFragmentNames.Check,
        NoFragmentCycles.Check,
        PossibleFragmentSpreads.Check,

        // 5.6 Values
        ValuesOfCorrectType.Check,
        UniqueInputFieldNames.Check,

        // 5.7 Directives
        KnownDirectives.Check,
        UniqueDirectivesPerLocation.Check,

        // 5.8 Variables
        UniqueVariableNames.Check,
        VariablesAreInputTypes.Check,
        NoUndefinedVariables.Check,
        NoUnusedVariables.Check,
        VariablesInAllowedPosition.Check,

        // Beyond the specification
        MaxIntrospectionDepth.Check,
    ];

    /// <summary>Everything wrong with the document; empty when it may run. What it may cost is measured only of documents whose fragments end.</summary>
    public static ImmutableArray<GraphQlError> Validate(GraphQlSchema schema, GraphQlOptions options, DocumentNode document)
    {
        var facts = new DocumentFacts(schema, document);
        ImmutableArray<GraphQlError> errors = [.. Rules.SelectMany(rule => rule(facts)).Take(MaxErrors)];
        return errors.IsEmpty ? [.. DocumentLimits.Check(facts, options)] : errors;
    }
}
