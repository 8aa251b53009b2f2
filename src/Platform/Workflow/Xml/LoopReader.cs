using System.Xml.Linq;

namespace Verwaltung.Workflow;

/// <summary>Reads <c>multiInstanceLoopCharacteristics</c> (BPMN 2.0.2, clause 10.3.8) with its <c>zeebe:loopCharacteristics</c>.</summary>
internal static class LoopReader
{
    internal static MultiInstance? Read(XElement activity)
    {
        if (Find(activity) is not { } loop) return null;
        var zeebe = loop.Element(Vocabulary.Bpmn + "extensionElements")?.Element(Vocabulary.Zeebe + "loopCharacteristics");
        return new(
            loop.IsTrue("isSequential"),
            loop.Element(Vocabulary.Bpmn + "loopCardinality")?.ContentExpression(),
            zeebe?.Expression("inputCollection"), zeebe?.Text("inputElement"), zeebe?.Text("outputCollection"), zeebe?.Expression("outputElement"),
            loop.Element(Vocabulary.Bpmn + "completionCondition")?.ContentExpression(),
            loop.PlaceOf());
    }

    /// <summary>What stands in it and is not understood.</summary>
    internal static IEnumerable<UnsupportedPart> PartsOf(XElement activity)
    {
        if (Find(activity) is not { } loop) return [];
        var strange = loop.Elements()
            .Where(
                child => child.Name.Namespace == Vocabulary.Bpmn
                    && child.Name.LocalName is not ("documentation" or "extensionElements" or "loopCardinality" or "completionCondition"))
            .Select(child => new UnsupportedPart(child.Name.LocalName, "write zeebe:loopCharacteristics", child.PlaceOf()));
        var behavior = loop.Text("behavior")?.Trim() is null or "All" ? Enumerable.Empty<UnsupportedPart>()
            : [new("behavior", "a multi-instance activity throws no events of its own", loop.PlaceOf())];
        return [.. Foreign.PartsOf(loop), .. strange, .. behavior];
    }

    private static XElement? Find(XElement activity) => activity.Element(Vocabulary.Bpmn + "multiInstanceLoopCharacteristics");
}
