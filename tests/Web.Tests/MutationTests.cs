using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Verwaltung.Forms;
using Verwaltung.GraphQl;

namespace Verwaltung.Web.Tests;

public sealed class MutationTests : IAsyncDisposable
{
    private readonly DefaultHttpContext _http = new();
    private readonly ServiceProvider _services =
        new ServiceCollection().AddLogging().AddGraphQl(o => o.AddTypes(typeof(MutationTests).Assembly)).BuildServiceProvider();

    [Fact]
    public async Task What_is_made_is_read_into_the_pages_record()
    {
        Assert.Equal(new GraphAnswer<MovePage.Moved>(new("Kaiserstraße"), null), await MoveAsync("Kaiserstraße"));
        Assert.Equal(StatusCodes.Status200OK, _http.Response.StatusCode);
    }

    [Fact]
    public async Task A_refusal_is_read_with_its_code_and_answered_by_the_form_again()
    {
        var answer = await MoveAsync("Gutenbergstraße");

        Assert.Equal((null, "sample.over", null), (answer.Made, answer.Refusal?.Code, answer.Refusal?.Fields));
        Assert.Equal(new MovePage.Over(new DateOnly(2026, 11, 30)), answer.Refusal?.Read<MovePage.Over>());
        Assert.Equal(StatusCodes.Status422UnprocessableEntity, _http.Response.StatusCode);
    }

    [Fact]
    public async Task A_refusal_names_the_fields_that_need_another_look()
    {
        var answer = await MoveAsync("");

        Assert.Equal([new FieldError("street", "required", LocalText.Of("Which street?"), ["40"])], answer.Refusal?.FieldErrors);
    }

    [Fact]
    public async Task A_page_that_shows_nothing_of_what_is_made_asks_for_the_refusal_alone()
    {
        Assert.Null(await Graph().DoAsync(typeof(MovePage), "Leave", new { zone = "Nord" }));
        Assert.Equal("sample.over", (await Graph().DoAsync(typeof(MovePage), "Leave", new { zone = "Süd" }))?.Code);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private Task<GraphAnswer<MovePage.Moved>> MoveAsync(string street) => Graph().DoAsync<MovePage.Moved>(typeof(MovePage), "Move", new { street });

    private Graph Graph() => new(_services.GetRequiredService<GraphQlExecutor>(), _services, new HttpContextAccessor { HttpContext = _http });
}

/// <summary>The records of a page that does something.</summary>
internal static class MovePage
{
    internal sealed record Moved(string Zone);
    internal sealed record Over(DateOnly? On = null);
}

/// <summary>A page that does not ask why it was refused, and one whose record lacks what some refusals say.</summary>
internal static class CarelessPage
{
    internal sealed record Moved(string Zone);
}
