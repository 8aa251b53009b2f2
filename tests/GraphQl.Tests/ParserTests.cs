using Verwaltung.GraphQl.Language;

namespace Verwaltung.GraphQl.Tests;

public sealed class ParserTests
{
    [Theory]
    [InlineData("{", 1, 2, "Expected name, found end of document.")]
    [InlineData("{\n  dogs(min: )\n}", 2, 13, "Unexpected \")\".")]
    [InlineData("query ($a: Int = $b) { a }", 1, 18, "Unexpected \"$\".")]
    [InlineData("{ a(b: \"x\ny\") }", 1, 10, "The string is not closed.")]
    [InlineData("{ a(b: 01) }", 1, 9, "A number does not start with a zero.")]
    [InlineData("{ a(b: \"\\uD83D\") }", 1, 9, "The string has half of a surrogate pair.")]
    [InlineData("fragment on on Dog { a }", 1, 10, "Unexpected name \"on\".")]
    [InlineData("{ a } ü", 1, 7, "Unexpected character \"ü\".")]
    [InlineData("{ ...Dog ..name }", 1, 10, "Expected \"...\", found \".\".")]
    [InlineData("\"text\" { a }", 1, 1, "Only definitions have a description, not queries in short form or extensions.")]
    public void A_syntax_error_says_what_and_where(string source, int line, int column, string message)
    {
        var fault = Assert.Throws<GraphQlSyntaxException>(() => Parser.Parse(source));

        Assert.Equal((message, new SourceLocation(line, column)), (fault.Message, fault.Location));
    }

    [Theory]
    [InlineData("\"\\u{1F600} \\uD83D\\uDE00 \\n \\\"\"", "😀 😀 \n \"")]
    [InlineData("\"\"\"\n    Hello,\n      World!\n\n    Yours \\\"\"\"\n  \"\"\"", "Hello,\n  World!\n\nYours \"\"\"")]
    [InlineData("\"\"\"one\"\"\"", "one")]
    [InlineData("\"\"", "")]
    public void Strings_have_the_value_of_the_specification(string literal, string value) =>
        Assert.Equal(value, ((StringNode)Parser.ParseConstant(literal)).Value);

    [Fact]
    public void Documents_beyond_the_limits_are_refused_before_they_are_read_to_the_end()
    {
        Assert.Throws<DocumentTooLargeException>(() => Parser.Parse("{ a b c d }", new(5)));
        Assert.Throws<DocumentTooLargeException>(() => Parser.Parse(string.Concat(Enumerable.Repeat("{a", 100_000)), new(int.MaxValue)));
        Assert.Throws<DocumentTooLargeException>(() => Parser.Parse("{ a(b: " + new string('[', 100_000), new(int.MaxValue)));
        Assert.Throws<DocumentTooLargeException>(() => Parser.Parse("query ($a: " + new string('[', 100_000), new(int.MaxValue)));
    }

    [Fact]
    public void Operations_fragments_and_variables_may_be_described() => Assert.Equal(
        "\"All dogs.\"\nquery Dogs(\"How old\" $age: Int! = 3 @a) @b {\n  dogs(age: $age, like: { a: [1, 2.5e1, null], b: RED }) {\n    ...F @include(if: true)\n    ... on Dog {\n      n: name\n    }\n  }\n}\n\n\"Some.\"\nfragment F on Dog {\n  name\n}\n",
        Printer.Print(Parser.Parse("\"All dogs.\" query Dogs(\"How old\" $age: Int! = 3 @a) @b { dogs(age: $age, like: {a: [1 2.5e1 null], b: RED}) { ...F @include(if: true) ... on Dog { n: name } } } \"\"\"Some.\"\"\" fragment F on Dog { name }")));
}
