using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Verwaltung.Feel.Tests;

/// <summary>Made-up expressions whose parts fit together, so that most of them have a value.</summary>
internal static class TypedExpressions
{
    public static Gen<string> Any(int depth) => Gen.OneOf(Number(depth), Text(depth), Truth(depth), Numbers(depth), Day(depth), Context(depth), Duration(depth));

    private static Gen<string> Number(int depth) => depth == 0
        ? Gen.OneOf(Gen.Choose(-20, 20).Select(Written), Gen.Choose(-200, 200).Select(n => (n / 8m).ToString(CultureInfo.InvariantCulture)).Select(n => n.StartsWith('-') ? $"({n})" : n))
        : Gen.OneOf(
            Number(0),
            Two(depth, Number, Number, "({0} + {1})", "({0} - {1})", "({0} * {1})", "({0} / {1})", "modulo(floor({0}), floor({1}))", "min({0}, {1})", "max({0}, {1})"),
            One(depth, Number, "abs({0})", "floor({0})", "ceiling({0})", "(-({0}))", "decimal({0}, 1)", "round up({0}, 1)", "round down({0}, 1)", "round half up({0}, 0)", "round half down({0}, 0)", "(abs({0}) ** 2)"),
            One(depth, Numbers, "count({0})", "sum({0})", "min({0})", "max({0})", "mean({0})", "{0}[1]", "{0}[-1]"),
            One(depth, Text, "string length({0})"),
            One(depth, Day, "{0}.year", "{0}.month", "{0}.day", "{0}.weekday", "day of year({0})", "week of year({0})"),
            One(depth, Context, "{0}.a", "get value({0}, \"a\")"),
            from c in Truth(depth - 1) from a in Number(depth - 1) from b in Number(depth - 1) select $"(if {c} then {a} else {b})");

    private static Gen<string> Text(int depth) => depth == 0
        ? Gen.Elements("\"\"", "\"a\"", "\"Straße\"", "\"foo bar\"", "\"x1y22\"", "\"ÄÖ\"", "\"a-b-c\"")
        : Gen.OneOf(
            Text(0),
            Two(depth, Text, Text, "({0} + {1})", "substring before({0}, {1})", "substring after({0}, {1})"),
            One(depth, Text, "upper case({0})", "lower case({0})", "substring(({0} + \"xyz\"), 2)", "substring(({0} + \"xyz\"), -2)", "substring(({0} + \"xyz\"), 1, 2)", "replace({0}, \"[0-9]+\", \"#\")", "string({0})"),
            One(depth, Number, "string(floor({0}))"),
            One(depth, Truth, "string({0})"),
            One(depth, Day, "string({0})", "day of week({0})", "month of year({0})"),
            One(depth, Texts, "string join({0}, \"-\")", "{0}[1]"));

    private static Gen<string> Truth(int depth) => depth == 0
        ? Gen.Elements("true", "false")
        : Gen.OneOf(
            Truth(0),
            Two(depth, Number, Number, "({0} < {1})", "({0} <= {1})", "({0} = {1})", "({0} != {1})", "({0} in [{1}..({1} + 9)])", "({0} between {1} and ({1} + 5))", "({0} in (< {1}))", "({0} in (1, 2, {1}))"),
            Two(depth, Text, Text, "({0} = {1})", "({0} < {1})", "contains({0}, {1})", "starts with({0}, {1})", "ends with({0}, {1})"),
            Two(depth, Day, Day, "({0} < {1})", "({0} = {1})", "before({0}, {1})"),
            Two(depth, Truth, Truth, "({0} and {1})", "({0} or {1})"),
            Two(depth, Numbers, Number, "list contains({0}, {1})", "(some x in {0} satisfies x > {1})", "(every x in {0} satisfies x > {1})"),
            One(depth, Numbers, "({0} = reverse(reverse({0})))"),
            One(depth, Truth, "not({0})"),
            One(depth, Text, "matches({0}, \"^[a-z]+$\")", "({0} instance of string)"),
            One(depth, Number, "even(floor({0}))", "odd(floor({0}))", "({0} instance of number)"));

    private static Gen<string> Numbers(int depth) => depth == 0
        ? Gen.Elements("[]", "[1, 2, 3]", "[3, 1, 2, 3]", "[0.5, -1]")
        : Gen.OneOf(
            Numbers(0),
            Two(depth, Number, Number, "[{0}, {1}]", "[{0}, 1, {1}, 2]"),
            Two(depth, Numbers, Number, "append({0}, {1})", "{0}[item > {1}]", "(for x in {0} return x + {1})", "remove(append({0}, {1}), 1)", "insert before(append({0}, 1), 1, {1})"),
            Two(depth, Numbers, Numbers, "concatenate({0}, {1})", "union({0}, {1})", "flatten([{0}, [{1}]])"),
            One(depth, Numbers, "reverse({0})", "distinct values({0})", "sort({0}[item > -1000], function(x, y) x < y)", "(for x in {0} return x * 2)", "index of({0}, 3)", "sublist(append({0}, 1), 1, 1)"),
            Gen.Elements("(for i in 1..4 return i)", "(for i in 3..1 return i * i)", "(for x in [1, 2], y in [x, 3] return x * y)"));

    private static Gen<string> Texts(int depth) => depth == 0
        ? Gen.Elements("[\"a\", \"b\"]", "[\"x\"]", "split(\"a;b;c\", \";\")")
        : Gen.OneOf(Texts(0), Two(depth, Text, Text, "[{0}, {1}]"), One(depth, Numbers, "(for x in {0} return string(floor(x)))"));

    private static Gen<string> Day(int depth) => depth == 0
        ? Gen.Elements("date(\"2026-11-22\")", "date(\"2024-02-29\")", "date(2025, 12, 31)", "@\"2026-01-01\"")
        : Gen.OneOf(Day(0), Two(depth, Day, Days, "({0} + {1})", "({0} - {1})"));

    // Of whole days: what a date is after half a day, the standard and feelin see differently.
    private static Gen<string> Days(int depth) => depth == 0
        ? Gen.Elements("duration(\"P1D\")", "@\"P10D\"", "duration(\"-P3D\")")
        : Gen.OneOf(Days(0), Two(depth, Days, Days, "({0} + {1})", "({0} - {1})"), Two(depth, Day, Day, "({0} - {1})"));

    private static Gen<string> Duration(int depth) => depth == 0
        ? Gen.Elements("duration(\"P1D\")", "@\"P10D\"", "duration(\"P2DT12H\")", "duration(\"-P3D\")")
        : Gen.OneOf(
            Duration(0),
            Two(depth, Duration, Duration, "({0} + {1})", "({0} - {1})"),
            Two(depth, Day, Day, "({0} - {1})"));

    private static Gen<string> Context(int depth) => depth == 0
        ? Gen.Elements("{a: 1}", "{a: 2, b: \"x\"}", "{\"a\": 3, c: [1]}")
        : Gen.OneOf(
            Context(0),
            Two(depth, Number, Text, "{{a: {0}, b: {1}}}", "{{b: {1}, a: {0}}}"),
            Two(depth, Context, Number, "context put({0}, \"a\", {1})", "context put({0}, \"d\", {1})"),
            Two(depth, Context, Context, "context merge([{0}, {1}])"));

    private static Gen<string> One(int depth, Func<int, Gen<string>> part, params string[] forms) =>
        from form in Gen.Elements(forms) from a in part(depth - 1) select string.Format(CultureInfo.InvariantCulture, form, a);

    private static Gen<string> Two(int depth, Func<int, Gen<string>> first, Func<int, Gen<string>> second, params string[] forms) =>
        from form in Gen.Elements(forms) from a in first(depth - 1) from b in second(depth - 1) select string.Format(CultureInfo.InvariantCulture, form, a, b);

    private static string Written(int number) => number < 0 ? $"({number})" : number.ToString(CultureInfo.InvariantCulture);
}
