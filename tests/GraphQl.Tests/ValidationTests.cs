using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Validation;

namespace Verwaltung.GraphQl.Tests;

/// <summary>Examples in the manner of section 5 of the specification, over its schema of pets.</summary>
public sealed class ValidationTests
{
    private static readonly GraphQlSchema Pets = SdlSchema.Parse(
        """
        type Query { dog: Dog findDog(searchBy: FindDogInput): Dog pet: Pet catOrDog: CatOrDog human: Human args: Arguments }
        type Mutation { bark(times: Int!): Boolean }
        enum DogCommand { SIT DOWN HEEL }
        interface Sentient { name: String! }
        interface Pet { name: String! }
        type Dog implements Pet & Sentient { name: String! nickname: String barkVolume: Int doesKnowCommand(dogCommand: DogCommand!): Boolean! isHouseTrained(atOtherHomes: Boolean): Boolean! owner: Human extra: String! }
        type Cat implements Pet { name: String! nickname: String meowVolume: Int extra: Int }
        type Human implements Sentient { name: String! pets: [Pet!] }
        union CatOrDog = Cat | Dog
        input FindDogInput { name: String owner: String! tags: [Int!] }
        input One @oneOf { a: Int b: String }
        type Arguments { int(arg: Int! = 3): Int ints(arg: [Int!]): Int one(arg: One): Int must(arg: One!): Int many(arg: [One!]): Int float(arg: Float): Int }
        """);

    [Theory]
    [InlineData("query a { dog { name } } query a { dog { name } }", "1:7 1:32 Several operations are called \"a\".")]
    [InlineData("{ dog { name } } query b { dog { name } }", "1:1 An operation without a name must be the only one.")]
    [InlineData("subscription { dog }", "1:1 The schema has no subscription operations.")]
    [InlineData("{ dog { nmae } }", "1:9 Type \"Dog\" has no field \"nmae\". Did you mean \"name\"?")]
    [InlineData("{ catOrDog { barkVolume } }", "1:14 Type \"CatOrDog\" has no field \"barkVolume\". Did you mean to ask \"... on Dog\"?")]
    [InlineData("{ dog { name: nickname name } }", "1:9 1:24 \"name\" stands for the fields \"nickname\" and \"name\"; give them different aliases.")]
    [InlineData("{ dog { a: nickname a: barkVolume } }", "1:9 1:21 \"a\" stands for the fields \"nickname\" and \"barkVolume\"; give them different aliases.")]
    [InlineData("{ dog { doesKnowCommand(dogCommand: SIT) doesKnowCommand(dogCommand: HEEL) } }", "1:9 1:42 \"doesKnowCommand\" stands for one field with different arguments; give them different aliases.")]
    [InlineData("{ pet { ... on Dog { x: extra } ... on Cat { x: extra } } }", "1:22 1:46 \"x\" stands for values of type String! and of type Int; give them different aliases.")]
    [InlineData("{ pet { ... on Dog { x: name } ... on Cat { x: name } } }", "")]
    [InlineData("{ pet { ... on Dog { x: nickname } ... on Cat { x: nickname } } }", "")]
    [InlineData("{ dog { owner { x: name } owner { x: pets { name } } } }", "1:9 1:17 1:27 1:35 \"owner\" is selected twice with fields that conflict: \"x\" stands for the fields \"name\" and \"pets\"; give them different aliases.")]
    [InlineData("{ dog { name(a: 1) } }", "1:14 Field \"Dog.name\" has no argument \"a\".")]
    [InlineData("{ dog { isHouseTrained(atOtherHomes: true, atOtherHomes: true) } }", "1:24 1:44 Argument \"atOtherHomes\" is given several times.")]
    [InlineData("{ dog { doesKnowCommand } }", "1:9 Field \"Dog.doesKnowCommand\" needs the argument \"dogCommand\" of type DogCommand!.")]
    [InlineData("{ args { int } }", "")]
    [InlineData("{ dog }", "1:3 Field \"dog\" of type Dog needs a selection of its fields: \"dog { ... }\".")]
    [InlineData("{ dog { name { x } } }", "1:14 Field \"name\" of type String! has no fields to select.")]
    [InlineData("{ dog { ...F } } fragment F on Dog { name } fragment F on Dog { name }", "1:27 1:54 Several fragments are called \"F\".")]
    [InlineData("{ dog { ... on Dgo { name } } }", "1:16 There is no type \"Dgo\". Did you mean \"Dog\"?")]
    [InlineData("{ dog { ... on Int { name } } }", "1:16 A fragment cannot be on \"Int\", which has no fields.")]
    [InlineData("{ dog { name } } fragment F on Dog { name }", "1:18 Fragment \"F\" is not used.")]
    [InlineData("{ dog { ...G } }", "1:12 There is no fragment \"G\".")]
    [InlineData("{ dog { ...A } } fragment A on Dog { ...B } fragment B on Dog { name ...A }", "1:38 1:70 Fragment \"A\" spreads itself through \"B\".")]
    [InlineData("{ dog { ... on Cat { name } } }", "1:9 A fragment on \"Cat\" never applies to objects of type \"Dog\".")]
    [InlineData("{ pet { ... on Sentient { name } } }", "")]
    [InlineData("{ dog { isHouseTrained(atOtherHomes: \"no\") } }", "1:38 Expected true or false, found \"no\".")]
    [InlineData("{ dog { doesKnowCommand(dogCommand: SIIT) } }", "1:37 Expected a value of type DogCommand, found SIIT. Did you mean \"SIT\"?")]
    [InlineData("{ findDog(searchBy: { nam: \"x\", tags: [1, null] }) { name } }", "1:43 Expected a value of type Int!, found null.|1:23 Type FindDogInput has no field \"nam\". Did you mean \"name\"?|1:21 Field \"owner\" of type String! is missing in FindDogInput.")]
    [InlineData("{ findDog(searchBy: { owner: \"a\", owner: \"b\" }) { name } }", "1:23 1:35 Field \"owner\" is given several times.")]
    [InlineData("{ args { one(arg: { a: 1, b: \"x\" }) } }", "1:19 Exactly one field of One must be given, and not null.")]
    [InlineData("query ($a: Int) { args { one(arg: { a: $a }) } }", "1:8 1:40 Variable \"$a\" of type Int may be null, but is used where exactly one value must be given.")]
    [InlineData("query ($a: Int) { args { must(arg: { a: $a }) many(arg: [{ a: $a }]) } }", "1:8 1:41 Variable \"$a\" of type Int may be null, but is used where exactly one value must be given.|1:8 1:63 Variable \"$a\" of type Int may be null, but is used where exactly one value must be given.")]
    [InlineData("query ($a: Int!) { args { must(arg: { a: $a }) } }", "")]
    [InlineData("{ args { int(arg: 2147483648) float(arg: 1) ints(arg: 1) } }", "1:19 Expected a whole number of 32 bits, found 2147483648.")]
    [InlineData("{ dog @include { name } }", "1:7 Directive \"@include\" needs the argument \"if\" of type Boolean!.")]
    [InlineData("query @skip(if: true) { dog { name } }", "1:7 Directive \"@skip\" may not stand on QUERY.")]
    [InlineData("{ dog @skip(if: true) @skip(if: false) { name } }", "1:7 1:23 Directive \"@skip\" may be given once.")]
    [InlineData("query ($a: Boolean, $a: Boolean) { dog { isHouseTrained(atOtherHomes: $a) } }", "1:9 1:22 Several variables are called \"$a\".")]
    [InlineData("query ($a: Dog) { dog { isHouseTrained(atOtherHomes: $a) } }", "1:12 Variable \"$a\" cannot be of type Dog, which is no input type.|1:8 1:54 Variable \"$a\" of type Dog is used where a value of type Boolean is wanted.")]
    [InlineData("query Q { ...F } fragment F on Query { dog { isHouseTrained(atOtherHomes: $a) } }", "1:75 1:1 Variable \"$a\" is not defined by operation \"Q\".")]
    [InlineData("query ($a: Int) { dog { name } }", "1:8 Variable \"$a\" is not used.")]
    [InlineData("query ($a: [Int]) { args { ints(arg: $a) } }", "1:8 1:38 Variable \"$a\" of type [Int] is used where a value of type [Int!] is wanted.")]
    [InlineData("query ($a: Int) { args { int(arg: $a) } }", "")]
    [InlineData("query ($a: Int = null) { args { float(arg: $a) } }", "1:8 1:44 Variable \"$a\" of type Int is used where a value of type Float is wanted.")]
    [InlineData("type T { a: Int }", "1:1 Only operations and fragments are executed, not definitions of types.")]
    public void A_document_that_breaks_a_rule_is_refused_with_reason_and_places(string document, string expected) =>
        Assert.Equal(expected, Errors(document, new()));

    [Theory]
    [InlineData("{ dog { owner { pets { name } } } }", "1:1 The operation is 4 levels deep; at most 3 are served.")]
    [InlineData("{ a: dog { b: name c: name d: name } }", "1:1 The operation has 4 aliases; at most 3 are served.")]
    [InlineData("{ dog { ...F } } fragment F on Dog { owner { pets { name } } }", "1:1 The operation is 4 levels deep; at most 3 are served.")]
    [InlineData("{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }", "1:3 The introspection goes in circles.")]
    public void A_document_beyond_the_limits_is_refused(string document, string expected) =>
        Assert.Equal(expected, Errors(document, new() { MaxDepth = 3, MaxAliases = 3 }));

    [Fact]
    public void Fragments_that_double_themselves_are_measured_without_being_expanded()
    {
        var doubling = string.Concat(Enumerable.Range(0, 60).Select(i => $"fragment F{i} on Human {{ a{i}: pets {{ ...D{i} }} b{i}: pets {{ ...D{i} }} }} fragment D{i} on Dog {{ owner {{ {(i == 59 ? "name" : $"...F{i + 1}")} }} }} "));

        Assert.Equal(
            "1:1 The operation may cost 2147483647; at most 20000 is served. Ask for smaller pages or fewer fields.",
            Errors("{ human { ...F0 } } " + doubling, new() { MaxDepth = 200, MaxAliases = int.MaxValue }));
    }

    private static string Errors(string document, GraphQlOptions options) =>
        string.Join('|', DocumentValidator.Validate(Pets, options, Parser.Parse(document)).Select(error => $"{string.Join(' ', error.Locations.Select(at => $"{at.Line}:{at.Column}"))} {error.Message}"));
}
