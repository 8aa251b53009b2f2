using System.Reflection;
using System.Reflection.Emit;
using Verwaltung.Messaging.Handlers;
using Xunit;

namespace Verwaltung.Messaging.Tests;

public sealed class AskTests
{
    [Theory]
    [InlineData(typeof(void))]
    [InlineData(typeof(object))]
    [InlineData(typeof(Task<string>))]
    [InlineData(typeof(ValueTask<(Noted, long)>))]
    public void A_question_whose_handler_answers_with_something_else_is_refused_at_start(Type answer)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => new HandlerMap(new MessagingOptions().Discover(Room(typeof(Note), answer))));

        Assert.Equal(
            "Expected every question to be answered with the type it asks for, but no handler answers Verwaltung.Messaging.Tests.Note with System.Int32.",
            refusal.Message);
    }

    [Theory]
    [InlineData(typeof(Note), typeof(int))]
    [InlineData(typeof(Note), typeof(Task<int>))]
    [InlineData(typeof(Note), typeof(Task<(Noted, int)>))]
    [InlineData(typeof(FindPage), typeof(int?))]
    [InlineData(typeof(FindPage), typeof(int))]
    [InlineData(typeof(ReadNotes), typeof(string[]))]
    public void A_question_is_answered_with_its_type_or_one_that_fits_in(Type question, Type answer) =>
        Assert.NotNull(new HandlerMap(new MessagingOptions().Discover(Room(question, answer))).Find(question));

    /// <summary>An assembly with one handler, so that this one has none that is refused.</summary>
    private static Assembly Room(Type message, Type answer)
    {
        var module = AssemblyBuilder.DefineDynamicAssembly(new("Room"), AssemblyBuilderAccess.Run).DefineDynamicModule("Room");
        var handler = module.DefineType("RoomHandler", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
        var body = handler.DefineMethod("Handle", MethodAttributes.Public | MethodAttributes.Static, answer, [message]).GetILGenerator();
        body.Emit(OpCodes.Ldnull);
        body.Emit(OpCodes.Throw);
        return handler.CreateType().Assembly;
    }

    private sealed record FindPage : IAsk<int?>;

    private sealed record ReadNotes : IAsk<IReadOnlyList<string>>;
}
