using Microsoft.Extensions.DependencyInjection;
using Verwaltung.Cases;
using Verwaltung.Outcomes;
using Wolverine;

namespace Verwaltung.Bench;

/// <summary>
/// The commands of <see cref="CompleteTasks"/> in turn with the same commands, on copies of the same cases, by Marten and Wolverine as the first pages
/// of their documentation set them up (<see cref="PeerHost"/>): what the house's runner, cache and rows cost or bring, sealing included.
/// </summary>
internal static class PeerTasks
{
    private const int Rounds = 8, CasesPerSlice = 60;

    public static async Task<IReadOnlyList<Answer>> AskAsync()
    {
        await using var premises = await Premises.OpenAsync();
        await using var peer = await PeerHost.StartAsync(premises);
        var answers = new List<Answer>();
        foreach (var length in CompleteTasks.Lengths) answers.Add(await AskAsync(premises, peer, length));
        return answers;
    }

    private static async Task<Answer> AskAsync(Premises premises, PeerHost peer, int length)
    {
        var (products, limits) = (new List<double>(), new List<double>());
        for (var round = -1; round < Rounds; round++)
        {
            var cases = await CompleteTasks.CasesAsync(premises, length, CasesPerSlice);
            foreach (var one in cases) await peer.CopyAsync(one);
            var product = await Slices.OverAsync(CompleteTasks.Sessions, cases, one => CompleteTasks.CompleteAsync(premises, one));
            var limit = await Slices.OverAsync(CompleteTasks.Sessions, cases, peer.CompleteAsync);
            if (round < 0) continue; // warming up
            products.Add(product.Rate);
            limits.Add(limit.Rate);
        }

        var ratio = Quartiles.Of(products.Zip(limits, (product, limit) => product / limit));
        return new(
            Slices.Text($"the same as by the libraries' first pages, {length} events"), Slices.Text($"{Quartiles.Of(products).Median:0}/s"),
            Slices.Text($"Marten, Wolverine {Quartiles.Of(limits).Median:0}/s"), $"ratio {ratio}", Slices.Text($">= {Goal(length):0.0}"),
            ratio.Median >= Goal(length));
    }

    private static double Goal(int length) => length < 400 ? 1.5 : 3;
}
