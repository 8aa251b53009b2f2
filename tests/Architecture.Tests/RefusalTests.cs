using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Verwaltung.Outcomes;
using Verwaltung.Web;
using Xunit;

namespace Verwaltung.Architecture.Tests;

/// <summary>Why something is not done is said in one way by every room.</summary>
public sealed partial class RefusalTests
{
    private static readonly IReadOnlyList<Refusal> Refusals =
        [.. from room in House.Modules from type in room.Assembly.GetTypes() where type.IsSubclassOf(typeof(Refusal)) select Example(type)];

    [Fact]
    public void Codes_are_in_one_spelling_and_of_one_refusal_each()
    {
        Assert.NotEmpty(Refusals);
        Expect.Nothing(Refusals.Where(refusal => !Code().IsMatch(refusal.Code)).Select(refusal => $"{refusal.GetType().Name}: {refusal.Code}"));
        Expect.Nothing(Refusals.GroupBy(refusal => refusal.Code).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [Fact]
    public void Every_refusal_has_a_text_for_people()
    {
        var texts = TextCatalogue.From(House.Modules.Select(room => room.Assembly)).In(CultureInfo.GetCultureInfo("de-DE"));
        Expect.Nothing(Refusals.Where(refusal => !texts.Has($"refusal.{refusal.Code}")).Select(refusal => $"{refusal.GetType().Name}: {refusal.Code}"));
    }

    private static Refusal Example(Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Single(candidate => candidate.GetParameters() is not [{ } only] || only.ParameterType != type);
        return (Refusal)constructor.Invoke(
            [.. constructor.GetParameters().Select(parameter => parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null)]);
    }

    [GeneratedRegex("^[a-z]+\\.[a-z]+(-[a-z]+)*$")]
    private static partial Regex Code();
}
