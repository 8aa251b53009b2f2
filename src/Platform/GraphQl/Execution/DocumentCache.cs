using System.Collections.Immutable;
using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Validation;

namespace Verwaltung.GraphQl.Execution;

/// <summary>A document parsed and validated once, with its operations' plans; or why it is refused.</summary>
internal sealed record PreparedDocument(ImmutableArray<OperationPlan> Operations, ImmutableArray<GraphQlError> Errors)
{
    /// <summary>GetOperation (section 6.1).</summary>
    public OperationPlan? Find(string? name, out GraphQlError? problem)
    {
        var found = string.IsNullOrEmpty(name) ? Operations is [var only] ? only : null : Operations.FirstOrDefault(plan => plan.Operation.Name?.Value == name);
        problem = found is not null ? null : new(
            string.IsNullOrEmpty(name)
                ? "The document has several operations; say which with operationName."
                : $"The document has no operation \"{name}\".", [], [], ErrorCodes.OperationNotFound);
        return found;
    }
}

/// <summary>Keeps prepared documents by their text, the longest unused leaving first. Refused ones are not kept: they cost nobody but their sender.</summary>
internal sealed class DocumentCache(GraphQlSchema schema, GraphQlOptions options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Text, PreparedDocument Document)>> known = [];
    private readonly LinkedList<(string Text, PreparedDocument Document)> recent = [];

    public PreparedDocument Get(string text)
    {
        lock (gate)
        {
            if (known.TryGetValue(text, out var node))
            {
                recent.Remove(node);
                recent.AddFirst(node);
                return node.Value.Document;
            }
        }

        var prepared = Prepare(text);
        if (prepared.Errors.IsEmpty)
            Keep(text, prepared);
        return prepared;
    }

    private void Keep(string text, PreparedDocument document)
    {
        lock (gate)
        {
            if (known.ContainsKey(text))
                return;
            known.Add(text, recent.AddFirst((text, document)));
            if (known.Count <= options.CachedDocuments)
                return;
            known.Remove(recent.Last!.Value.Text);
            recent.RemoveLast();
        }
    }

    private PreparedDocument Prepare(string text)
    {
        try
        {
            var document = Parser.Parse(text, new(options.MaxTokens));
            var errors = DocumentValidator.Validate(schema, options, document);
            return new(errors.IsEmpty ? [.. document.Operations.Select(operation => new OperationPlan(schema, document, operation))] : [], errors);
        }
        catch (GraphQlSyntaxException fault)
        {
            return new([], [new("Syntax error: " + fault.Message, [fault.Location], [], ErrorCodes.ParseFailed)]);
        }
        catch (DocumentTooLargeException fault)
        {
            return new([], [new(fault.Message, [fault.Location], [], ErrorCodes.LimitExceeded)]);
        }
    }
}
