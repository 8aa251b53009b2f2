using Verwaltung.Workflow;
using Xunit;

namespace Verwaltung.Workflow.Tests;

public sealed class ValueOriginTests
{
    [Fact]
    public void The_words_for_where_a_value_came_from_never_change() =>
        Assert.Equal(
            ["applicant", "clerk", "account", "process", "model", "register:kasse", "derived:antrag.beginn", "decision:zone", "template:bewilligung", "process:kind"],
            new[]
            {
                ValueOrigin.Applicant, ValueOrigin.Clerk, ValueOrigin.Account, ValueOrigin.Process, ValueOrigin.Model, ValueOrigin.Register("kasse"),
                ValueOrigin.Derived("antrag.beginn"), ValueOrigin.Decision("zone"), ValueOrigin.Template("bewilligung"), ValueOrigin.Called("kind"),
            }.Select(origin => (string)origin));

    [Fact]
    public void Only_a_register_s_value_is_a_register_s() => Assert.Equal([true, false], new[] { ValueOrigin.Register("kasse"), ValueOrigin.Clerk }.Select(origin => origin.IsRegister));
}
