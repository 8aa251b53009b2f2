using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Verwaltung.GraphQl;
using Verwaltung.Outcomes;
using Verwaltung.Web;
using Xunit;

namespace Verwaltung.Architecture.Tests;

/// <summary>Why something is not done is said in one way by every room.</summary>
public sealed partial class RefusalTests
{
    private static readonly IReadOnlyList<Refusal> Refusals =
        [.. from room in House.Modules from type in room.Assembly.GetTypes() where type.IsSubclassOf(typeof(Refusal)) select Example(type)];

    /// <summary>Refusals that a mutation's code makes and does not answer with; each needs a reason.</summary>
    private static readonly FrozenDictionary<string, string[]> PassedOver = new Dictionary<string, string[]>
    {
        // whoever has a task may give it back, whether they might take it today or not
        ["ReleaseTaskAsync"] = ["NotYourTask", "FourEyes"],
        // each task is handed over by itself: why one was not stands in the result
        ["DistributeTasksAsync"] = ["NotYourTask", "FourEyes", "TaskNotOpen", "CaseNotFound", "TaskTaken", "TextInvalid", "NotForColleague"],
    }.ToFrozenDictionary();

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

    [Fact]
    public void The_schema_lists_what_a_mutation_may_refuse()
    {
        var wrong = from room in House.Modules
                    let refusing = new Refusing(room.Assembly)
                    from type in room.Assembly.GetTypes()
                    where type.IsDefined(typeof(MutationTypeAttribute))
                    from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                    where method.IsPublic || method.IsAssembly
                    let listed = method.GetCustomAttributes<ErrorAttribute>().Select(error => error.Type).ToHashSet()
                    let made = refusing.Of(method)
                    let silent = made.Except(listed).Select(other => other.Name).ToHashSet()
                    let excused = PassedOver.GetValueOrDefault(method.Name, [])
                    from line in listed.Except(made).Select(other => $"{method.Name} lists {other.Name}, which it never says")
                        .Concat(silent.Except(excused).Select(other => $"{method.Name} does not list {other}"))
                        .Concat(excused.Except(silent).Select(other => $"{method.Name} needs no excuse for {other}"))
                    select line;
        Expect.Nothing(wrong);
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
