using Verwaltung.GraphQl;
using Verwaltung.Outcomes;
using Verwaltung.Testing;
using Verwaltung.Web;

namespace Verwaltung.Cases.Tests;

public sealed class PagesTests : CasesTest
{
    [Fact]
    public void Every_operation_of_a_page_fits_the_schema_and_its_record() =>
        Assert.Empty(GraphDocuments.Check(typeof(CasesModule).Assembly, Host.Service<GraphQlSchema>()));

    [Fact]
    public void Every_text_is_there_in_both_languages() =>
        Assert.Empty(TextCatalogue.From([typeof(CasesModule).Assembly]).Untranslated());

    [Fact]
    public void Every_refusal_has_its_text()
    {
        var texts = TextCatalogue.From([typeof(CasesModule).Assembly]).In(System.Globalization.CultureInfo.GetCultureInfo("de-DE"));
        var refusals = typeof(Refusal).GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), false)
            .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().Select(known => known.DerivedType).ToHashSet();

        Assert.Equal(typeof(Refusal).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Refusal))).Order(ByName), refusals.Order(ByName));
        Assert.All(refusals, type => Assert.True(texts.Has($"refusal.{CodeOf(type)}"), type.Name));
    }

    private static readonly IComparer<Type> ByName = Comparer<Type>.Create((left, right) => string.CompareOrdinal(left.Name, right.Name));

    private static string CodeOf(Type type)
    {
        var constructor = type.GetConstructors().Single();
        return ((Refusal)constructor.Invoke([.. constructor.GetParameters().Select(p => p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null)])).Code;
    }
}
