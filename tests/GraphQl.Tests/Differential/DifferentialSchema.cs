namespace Verwaltung.GraphQl.Tests.Differential;

/// <summary>One of everything that a schema may have.</summary>
internal static class DifferentialSchema
{
    public const string Sdl = """
        directive @mark(text: String, level: Int! = 1) repeatable on QUERY | MUTATION | SUBSCRIPTION | FIELD | FRAGMENT_DEFINITION | FRAGMENT_SPREAD | INLINE_FRAGMENT | VARIABLE_DEFINITION
        directive @once(must: Boolean!) on FIELD | QUERY

        type Query {
          dog(name: String): Dog
          dogs(first: Int = 3, order: [Order!]): [Dog!]!
          pet(id: ID!): Pet
          pets: [Pet]
          being: Being!
          catOrDog(want: Want = { name: "x", tags: ["a"] }): CatOrDog
          human(by: HumanBy): Human
          echo(int: Int, float: Float, text: String, flag: Boolean, id: ID, command: Command, ints: [Int!], grid: [[Int]], want: Want, wants: [Want!], by: HumanBy, any: JSON): String!
          strict(int: Int!, text: String! = "t", commands: [Command!]! = [SIT], want: Want!): String
          deep: Deep
        }

        type Mutation {
          bark(times: Int!): Dog!
          feed(want: Want!, amount: Float = 0.5): Pet
          rename(name: String!): String
        }

        type Subscription {
          barked(loud: Boolean): Dog
          fed: Pet!
        }

        enum Command { SIT DOWN HEEL @deprecated(reason: "no") }
        enum Order { NAME AGE }
        scalar JSON @specifiedBy(url: "https://example.org/json")

        interface Being { name: String! }
        interface Named implements Being { name: String! full(sep: String = " "): String }
        interface Pet implements Being { name: String! owner: Human friends(first: Int): [Pet!] }
        type Dog implements Pet & Being & Named {
          name: String! full(sep: String = " ", end: String): String owner: Human friends(first: Int): [Pet!] nickname: String volume: Int
          knows(command: Command!): Boolean! isTrained(atHome: Boolean): Boolean! age: Int extra: String mother: Dog puppies: [[Dog]!]
        }
        type Cat implements Pet & Being { name: String! owner: Human friends(first: Int): [Cat!] nickname: String meow: Int extra: Int lives: [Int!]! }
        type Human implements Being & Named { name: String! full(sep: String): String pets: [Pet!] relatives: [Human]! id: ID! command: Command weight: Float }
        union CatOrDog = Cat | Dog
        union Anything = Human | Cat | Dog
        type Deep { deep: Deep deeper: Deep! any: [Anything!] one(by: HumanBy): Anything json: JSON text: String! }

        input Want { name: String! = "n" tags: [String!] size: Int command: Command = HEEL inner: Want must: Boolean }
        input HumanBy @oneOf { id: ID name: String want: Want ids: [ID!] }
        """;
}
