using Verwaltung.GraphQl.Language;
using Verwaltung.Outcomes;

namespace Verwaltung.GraphQl.Tests;

public sealed class SchemaTests
{
    [Fact]
    public void The_printed_schema_is_the_same_each_time_and_parses()
    {
        var sdl = Api.Of(typeof(LibraryQueries), typeof(LibraryMutations), typeof(BookFields), typeof(Book)).Schema.Print();

        Assert.Equal(
            """
            "What a field costs, where it is not 1."
            directive @cost(
              "A whole number."
              weight: String!
            ) on FIELD_DEFINITION

            "How often what is selected of a list is counted."
            directive @listSize(
              "How long the list is at most, and where nothing is known."
              assumedSize: Int
              "The arguments that say how many items are wanted."
              slicingArguments: [String!]
              "How many items come when none of them is given."
              slicingArgumentDefaultValue: Int
              "The fields of the answer that have this length."
              sizedFields: [String!]
              "Whether one of them must be given."
              requireOneSlicingArgument: Boolean! = true
            ) on FIELD_DEFINITION

            "A book of the library."
            type Book implements Node {
              id: ID!
              "As on the cover."
              title: String!
              isbn: String
              shelf: Shelf!
              due: Date
              "Who wrote it."
              authors(first: Int! = 3): [String!]! @listSize(assumedSize: 3, requireOneSlicingArgument: false)
            }

            "A day of the calendar, without time and zone."
            scalar Date @specifiedBy(url: "https://scalars.graphql.org/andimarek/local-date.html")

            "Why a mutation was refused."
            interface Error {
              "Stable."
              code: String!
              "For people."
              message: String!
            }

            "Why lendBook may be refused."
            union LendBookError = Lent

            "Input of lendBook."
            input LendBookInput {
              book: ID!
              weeks: Int! = 4
            }

            "Result of lendBook."
            type LendBookPayload {
              "The result; null when refused."
              book: Book
              "Why it was refused; null when it was not."
              errors: [LendBookError!]
            }

            type Lent implements Error {
              code: String!
              message: String!
              until: Date!
            }

            type Mutation {
              lendBook(input: LendBookInput!): LendBookPayload!
            }

            "A thing that can be fetched again by its id."
            interface Node {
              id: ID!
            }

            type Query {
              book(id: ID!): Book
              "The thing with this id; null if there is none, or none that the person may see."
              node(id: ID!): Node
            }

            enum Shelf {
              OPEN_ACCESS
              RARE_BOOKS
            }

            """,
            sdl);
        Assert.NotEmpty(Parser.Parse(sdl).Definitions);
    }

    [Fact]
    public Task A_node_is_found_by_its_id_alone() => Api.Of(typeof(LibraryQueries), typeof(LibraryMutations), typeof(BookFields), typeof(Book)).AnswersAsync(
        "{ found: node(id: \"00000001-0000-0000-0000-000000000000\") { __typename id ... on Book { title authors } } other: node(id: \"no-uuid\") { id } }",
        "{'data':{'found':{'__typename':'Book','id':'00000001-0000-0000-0000-000000000000','title':'Satzung','authors':['Rat 3']},'other':null}}");

    [Fact]
    public Task Introspection_describes_types_fields_and_inputs() => Api.Of(typeof(LibraryQueries), typeof(LibraryMutations), typeof(BookFields), typeof(Book)).AnswersAsync(
        """
        {
          __schema { queryType { name } mutationType { name } subscriptionType { name } directives { name isRepeatable } }
          book: __type(name: "Book") { kind description interfaces { name } fields { name type { kind name ofType { name } } } all: fields(includeDeprecated: true) { name isDeprecated deprecationReason } }
          input: __type(name: "LendBookInput") { kind isOneOf inputFields { name defaultValue type { kind } } }
          none: __type(name: "Nothing") { name }
        }
        """,
        """
        {'data':{
          '__schema':{'queryType':{'name':'Query'},'mutationType':{'name':'Mutation'},'subscriptionType':null,'directives':[
            {'name':'skip','isRepeatable':false},{'name':'include','isRepeatable':false},{'name':'deprecated','isRepeatable':false},{'name':'specifiedBy','isRepeatable':false},{'name':'oneOf','isRepeatable':false},{'name':'cost','isRepeatable':false},{'name':'listSize','isRepeatable':false}]},
          'book':{'kind':'OBJECT','description':'A book of the library.','interfaces':[{'name':'Node'}],
            'fields':[
              {'name':'id','type':{'kind':'NON_NULL','name':null,'ofType':{'name':'ID'}}},
              {'name':'title','type':{'kind':'NON_NULL','name':null,'ofType':{'name':'String'}}},
              {'name':'isbn','type':{'kind':'SCALAR','name':'String','ofType':null}},
              {'name':'shelf','type':{'kind':'NON_NULL','name':null,'ofType':{'name':'Shelf'}}},
              {'name':'due','type':{'kind':'SCALAR','name':'Date','ofType':null}},
              {'name':'authors','type':{'kind':'NON_NULL','name':null,'ofType':{'name':null}}}],
            'all':[
              {'name':'id','isDeprecated':false,'deprecationReason':null},{'name':'title','isDeprecated':false,'deprecationReason':null},
              {'name':'isbn','isDeprecated':false,'deprecationReason':null},{'name':'shelf','isDeprecated':false,'deprecationReason':null},
              {'name':'due','isDeprecated':false,'deprecationReason':null},{'name':'authors','isDeprecated':false,'deprecationReason':null}]},
          'input':{'kind':'INPUT_OBJECT','isOneOf':false,'inputFields':[{'name':'book','defaultValue':null,'type':{'kind':'NON_NULL'}},{'name':'weeks','defaultValue':'4','type':{'kind':'NON_NULL'}}]},
          'none':null}}
        """);

    [Theory]
    [InlineData(typeof(UnknownTypeQueries), "System.Version has no type in the schema")]
    [InlineData(typeof(AbstractQueries), "AbstractThing is abstract")]
    [InlineData(typeof(SilentQueries), "SilentQueries.Nothing answers nothing")]
    [InlineData(typeof(UnloadedQueries), "no [DataLoader] method  loads String by Int32")]
    public void A_class_that_makes_no_valid_schema_is_refused_by_name(Type type, string message) =>
        Assert.Contains(message, Assert.Throws<SchemaException>(() => Api.Of(type).Schema).Message, StringComparison.Ordinal);
}

internal readonly record struct BookId(Guid Value);

internal enum Shelf
{
    OpenAccess,
    RareBooks,
}

[Node]
[GraphQLDescription("A book of the library.")]
internal sealed record Book(BookId Id, [property: GraphQLDescription("As on the cover.")] string Title, string? Isbn, Shelf Shelf, DateOnly? Due);

internal sealed record Lent(DateOnly Until) : Refusal("library.lent", "Verliehen.");

[QueryType]
internal static class LibraryQueries
{
    internal static Book? GetBook(BookId id) => id.Value == new Guid(1, 0, 0, new byte[8]) ? new(id, "Satzung", null, Shelf.OpenAccess, null) : null;
}

[MutationType]
internal static class LibraryMutations
{
    [Error(typeof(Lent))]
    internal static Outcome<Book> LendBook(BookId book, int weeks = 4) => LibraryQueries.GetBook(book) is { } found && weeks > 0 ? found : new Lent(default(DateOnly));
}

[ExtendObjectType(typeof(Book))]
internal static class BookFields
{
    [GraphQLDescription("Who wrote it."), ListSize(3)]
    internal static IReadOnlyList<string> Authors([Parent("Title")] string title, int first = 3) => [title.Length > 0 ? $"Rat {first}" : ""];

    [NodeResolver]
    internal static Book? Find(BookId id) => LibraryQueries.GetBook(id);
}

[QueryType]
internal static class UnknownTypeQueries
{
    internal static Version Version() => new();
}

internal abstract record AbstractThing;

[QueryType]
internal static class AbstractQueries
{
    internal static AbstractThing? Thing() => null;
}

[QueryType]
internal static class SilentQueries
{
    internal static Task Nothing() => Task.CompletedTask;
}

[QueryType]
internal static class UnloadedQueries
{
    internal static async Task<string?> NameAsync(DataLoader<int, string> names) => await names.LoadAsync(1);
}
