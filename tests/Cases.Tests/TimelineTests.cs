using System.Globalization;
using System.Reflection;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Web;
using Verwaltung.Workflow;

namespace Verwaltung.Cases.Tests;

/// <summary>What is told of a case can be read: every event that stands in a timeline has its words, whatever it concerns.</summary>
public sealed class TimelineTests
{
    private static readonly Dictionary<string, string[]> ClosedSubjects = new()
    {
        ["notice_not_announced"] = Constants(typeof(MailObstacles)),
        ["notice_returned"] = Constants(typeof(ReturnReasons)),
        ["letter_came_back"] = Constants(typeof(ReturnReasons)),
        ["application_withdrawn"] = ["portal", "counter", "phone", "paper"],
    };

    public static TheoryData<string, bool> Told =>
    [
        .. from type in typeof(Case).Assembly.GetTypes()
           where type.GetCustomAttribute<ToldAttribute>() is not null
           select (type.GetCustomAttribute<EventAttribute>()!.Name, HasSubject(type)),
        .. from named in ProcessEvent.Types where Telling.Of(named.Value) is not null select (named.Key, HasSubject(named.Value)),
    ];

    [Theory]
    [MemberData(nameof(Told))]
    public void What_is_told_of_a_case_has_its_words_in_both_languages(string kind, bool hasSubject)
    {
        var catalogue = TextCatalogue.From([typeof(CasesModule).Assembly]);
        foreach (var texts in new[] { "de-DE", "en-GB" }.Select(culture => catalogue.In(CultureInfo.GetCultureInfo(culture))))
        {
            string[] subjects = ClosedSubjects.TryGetValue(kind, out var closed) ? closed : hasSubject ? ["„Antrag“"] : [];
            Assert.All(subjects, subject => Assert.DoesNotContain("timeline.", TimelineTexts.Title(texts, kind, subject), StringComparison.Ordinal));
            if (closed is null) Assert.DoesNotContain("timeline.", TimelineTexts.Title(texts, kind, null), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_a_timeline_says_of_an_event_is_a_member_of_it() =>
        Assert.All(typeof(Case).Assembly.GetTypes().Where(type => type.IsDefined(typeof(ToldAttribute))), type => Assert.NotNull(Telling.Of(type)));

    private static bool HasSubject(Type type) =>
        type.GetCustomAttribute<ToldAttribute>() is { } told ? (told.Subject ?? told.Step) is not null : type != typeof(IncidentResolved)
            && type != typeof(ProcessCompleted) && type != typeof(ProcessTerminated);

    private static string[] Constants(Type type) =>
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];
}
