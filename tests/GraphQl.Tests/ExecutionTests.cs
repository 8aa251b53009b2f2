using System.Collections.Immutable;
using Verwaltung.Outcomes;

namespace Verwaltung.GraphQl.Tests;

public sealed class ExecutionTests
{
    private static readonly Api Zoo = Api.Of(typeof(ZooQueries), typeof(ZooMutations), typeof(DogFields), typeof(ZooLoaders));

    public ExecutionTests() => ZooLoaders.Batches.Clear();

    [Fact]
    public Task Fields_arguments_aliases_fragments_and_lists_are_answered_in_the_order_they_are_asked() => Zoo.AnswersAsync(
        """
        query ($atLeast: Int!, $names: Boolean = true) {
          __typename
          old: dogs(minAge: $atLeast) { ...Basics }
          all: dogs { age ... on Dog @include(if: $names) { name } nickname @skip(if: true) }
        }
        fragment Basics on Dog { name breed }
        """,
        "{'data':{'__typename':'Query','old':[{'name':'Bello','breed':'GERMAN_SHEPHERD'}],'all':[{'age':9,'name':'Bello'},{'age':2,'name':'Wuff'}]}}",
        "{'atLeast':5}");

    [Fact]
    public Task A_field_that_fails_is_null_with_path_and_place() => Zoo.AnswersAsync(
        "{\n  dogs { name secret }\n}",
        """
        {'errors':[
          {'message':'Dogs keep secrets.','locations':[{'line':2,'column':15}],'path':['dogs',0,'secret'],'extensions':{'code':'FORBIDDEN'}},
          {'message':'Dogs keep secrets.','locations':[{'line':2,'column':15}],'path':['dogs',1,'secret'],'extensions':{'code':'FORBIDDEN'}}],
         'data':{'dogs':[{'name':'Bello','secret':null},{'name':'Wuff','secret':null}]}}
        """);

    [Fact]
    public Task A_failure_where_null_is_not_allowed_travels_up_to_where_it_is() => Zoo.AnswersAsync(
        "{ best { name owed } }",
        "{'errors':[{'message':'Dogs owe nothing.','locations':[{'line':1,'column':15}],'path':['best','owed'],'extensions':{'code':'BAD_USER_INPUT'}}],'data':{'best':null}}");

    [Fact]
    public Task A_failure_without_a_nullable_place_above_leaves_no_data() => Zoo.AnswersAsync(
        "{ dogs { owed } }",
        "{'errors':[{'message':'Dogs owe nothing.','locations':[{'line':1,'column':10}],'path':['dogs',0,'owed'],'extensions':{'code':'BAD_USER_INPUT'}}],'data':null}");

    [Fact]
    public async Task An_unexpected_exception_is_an_internal_error_that_tells_nothing_but_a_trace_id()
    {
        var result = await Zoo.RunAsync("{ broken }");

        var error = Assert.Single(result.Errors);
        Assert.Equal(("internal error", ErrorCodes.Internal), (error.Message, error.Code));
        Assert.Matches("^[0-9a-f]{32}$", error.TraceId);
        Assert.DoesNotContain("boom", result.ToJson().ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loaders_are_called_once_for_all_keys_that_a_level_asks_for()
    {
        await Zoo.AnswersAsync(
            "{ dogs { name owner { name dogs { name owner { name } } } } }",
            """
            {'data':{'dogs':[
              {'name':'Bello','owner':{'name':'Person 1','dogs':[{'name':'Bello','owner':{'name':'Person 1'}}]}},
              {'name':'Wuff','owner':{'name':'Person 2','dogs':[{'name':'Wuff','owner':{'name':'Person 2'}}]}}]}}
            """);

        Assert.Equal(["1,2"], ZooLoaders.Batches);
    }

    [Fact]
    public Task Input_objects_lists_enums_ids_and_defaults_arrive_as_their_csharp_values() => Zoo.AnswersAsync(
        "query ($ids: [ID!]!) { echo(input: { name: \"Rex\", breeds: POODLE, ids: $ids, born: \"2020-02-29\" }) }",
        "{'data':{'echo':'Rex POODLE 1 29.02.2020 00000000-0000-0000-0000-000000000007'}}".Replace("POODLE 1", "Poodle 1", StringComparison.Ordinal),
        "{'ids':['00000000-0000-0000-0000-000000000007']}");

    [Fact]
    public Task Variables_of_the_wrong_type_are_refused_with_the_way_to_the_value() => Zoo.AnswersAsync(
        "query ($input: EchoInput!, $age: Int) { echo(input: $input) dogs(minAge: $age) { name } }",
        """
        {'errors':[
          {'message':'Variable $input.breeds[0]: Expected a value of enum Breed, found \u0022PODLE\u0022. Did you mean \u0022POODLE\u0022?','locations':[{'line':1,'column':8}],'extensions':{'code':'BAD_USER_INPUT'}},
          {'message':'Variable $age: Expected a whole number of 32 bits, found 1.5.','locations':[{'line':1,'column':28}],'extensions':{'code':'BAD_USER_INPUT'}}]}
        """,
        "{'input':{'name':'Rex','breeds':['PODLE'],'ids':[],'born':'2020-02-29'},'age':1.5}");

    [Fact]
    public async Task Mutations_run_one_after_another_and_answer_result_or_refusal()
    {
        ZooMutations.Count = 0;
        await Zoo.AnswersAsync(
            """
            mutation {
              a: adopt(input: { dog: "Bello" }) { dog { name } errors { ... on Error { code message } } }
              b: adopt(input: { dog: "Nobody" }) { dog { name } errors { __typename ... on UnknownDog { code name } } }
              c: adopt(input: { dog: "Wuff", times: 2 }) { dog { age } }
            }
            """,
            """
            {'data':{
              'a':{'dog':{'name':'Bello'},'errors':null},
              'b':{'dog':null,'errors':[{'__typename':'UnknownDog','code':'zoo.unknown-dog','name':'Nobody'}]},
              'c':{'dog':{'age':4}}}}
            """);
    }

    [Fact]
    public async Task Only_people_with_the_role_reach_a_restricted_field()
    {
        const string Query = "{ salary vet }";
        await Zoo.AnswersAsync(Query, "{'errors':[{'message':'Sign in first.','locations':[{'line':1,'column':3}],'path':['salary'],'extensions':{'code':'UNAUTHENTICATED'}},{'message':'Sign in first.','locations':[{'line':1,'column':10}],'path':['vet'],'extensions':{'code':'UNAUTHENTICATED'}}],'data':{'salary':null,'vet':null}}");
        await Zoo.AnswersAsync(Query, "{'errors':[{'message':'Only for the role director or owner.','locations':[{'line':1,'column':3}],'path':['salary'],'extensions':{'code':'FORBIDDEN'}}],'data':{'salary':null,'vet':'Dr. Tier'}}", user: Api.Person("keeper"));
        await Zoo.AnswersAsync(Query, "{'data':{'salary':1,'vet':'Dr. Tier'}}", user: Api.Person("director"));
    }

    [Fact]
    public async Task The_named_operation_is_run_and_an_unclear_name_is_refused()
    {
        const string Query = "query A { a: __typename } query B { b: __typename }";
        await Zoo.AnswersAsync(Query, "{'data':{'b':'Query'}}", operationName: "B");
        await Zoo.AnswersAsync(Query, "{'errors':[{'message':'The document has several operations; say which with operationName.','extensions':{'code':'OPERATION_RESOLUTION_FAILURE'}}]}");
        await Zoo.AnswersAsync(Query, "{'errors':[{'message':'The document has no operation \\u0022C\\u0022.','extensions':{'code':'OPERATION_RESOLUTION_FAILURE'}}]}", operationName: "C");
    }
}

internal readonly record struct DogId(Guid Value);

internal enum Breed
{
    GermanShepherd,
    Poodle,
}

internal sealed record Dog(string Name, int Age, Breed Breed, string? Nickname = null);

internal sealed record Owner(int Number, string Name, IReadOnlyList<Dog> Dogs);

internal sealed record Echo(string Name, ImmutableArray<Breed> Breeds, IReadOnlyList<DogId> Ids, DateOnly Born, int Times = 1);

[QueryType]
internal static class ZooQueries
{
    internal static readonly Dog Bello = new("Bello", 9, Breed.GermanShepherd);
    internal static readonly Dog Wuff = new("Wuff", 2, Breed.Poodle);

    internal static async Task<IReadOnlyList<Dog>> GetDogsAsync(int? minAge)
    {
        await Task.Yield();
        return [.. new[] { Bello, Wuff }.Where(dog => dog.Age >= (minAge ?? 0))];
    }

    internal static Dog? Best() => Bello;

    internal static string? Broken() => throw new InvalidOperationException("boom");

    internal static string Echo(Echo input) => $"{input.Name} {string.Join(' ', input.Breeds)} {input.Times} {input.Born:dd.MM.yyyy} {string.Join(' ', input.Ids.Select(id => id.Value))}";

    [Authorize(Roles = "director, owner")]
    internal static int? Salary() => 1;

    [Authorize]
    internal static string? Vet() => "Dr. Tier";
}

[ExtendObjectType(typeof(Dog))]
internal static class DogFields
{
    internal static string? Secret([Parent] Dog dog) => throw new GraphQlException($"Dogs keep secrets{(dog.Age < 0 ? "?" : ".")}", ErrorCodes.Forbidden);

    internal static int Owed([Parent] Dog dog) => throw new GraphQlException($"Dogs owe {(dog.Age < 0 ? "much" : "nothing")}.", ErrorCodes.BadUserInput);

    internal static async Task<Owner?> OwnerAsync([Parent] Dog dog, DataLoader<int, Owner> owners) => await owners.LoadAsync(dog.Name == "Bello" ? 1 : 2);
}

internal static class ZooLoaders
{
    internal static List<string> Batches { get; } = [];

    [DataLoader]
    internal static async Task<IReadOnlyDictionary<int, Owner>> OwnersAsync(IReadOnlyList<int> numbers, CancellationToken cancellationToken)
    {
        Batches.Add(string.Join(',', numbers));
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return numbers.ToDictionary(number => number, number => new Owner(number, $"Person {number}", number == 1 ? [ZooQueries.Bello] : [ZooQueries.Wuff]));
    }
}

internal sealed record UnknownDog(string Name) : Refusal("zoo.unknown-dog", $"There is no dog called {Name}.");

[MutationType]
internal static class ZooMutations
{
    internal static int Count { get; set; }

    [Error(typeof(UnknownDog))]
    internal static async Task<Outcome<Dog>> AdoptAsync(string dog, int times = 1)
    {
        var before = Count;
        await Task.Yield();
        Count = before + times; // would be lost if mutations ran side by side
        return dog switch
        {
            "Bello" => ZooQueries.Bello,
            "Wuff" => ZooQueries.Wuff with { Age = Count },
            _ => new UnknownDog(dog),
        };
    }
}
