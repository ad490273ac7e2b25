using DtnBox.Testing;

namespace DtnBox.DurableBench.Figures;

/// <summary>kill -9 while orchestrations wait for an event, which is sent to each of them afterwards, and an activity runs.</summary>
internal sealed class RecoveryFigure(Scale scale, Marks marks)
{
    /// <summary>The host starts another worker by itself.</summary>
    public async Task<Recovery> AfterWorkerAsync(CancellationToken cancellationToken)
    {
        using var app = new BenchApp(marks);
        await using FunctionsHostProcess host = await app.StartHostAsync();
        (string[] waiting, string held) = await PrepareAsync(host, cancellationToken);
        long killed = TimeProvider.System.GetTimestamp();
        host.KillWorker();
        return await RecoverAsync(host, waiting, held, killed, cancellationToken);
    }

    /// <summary>The worker goes with the host; another host is started at once.</summary>
    public async Task<Recovery> AfterHostAsync(CancellationToken cancellationToken)
    {
        using var app = new BenchApp(marks);
        await using FunctionsHostProcess host = await app.StartHostAsync();
        (string[] waiting, string held) = await PrepareAsync(host, cancellationToken);
        long killed = TimeProvider.System.GetTimestamp();
        host.Kill();
        await using FunctionsHostProcess next = await app.StartHostAsync();
        return await RecoverAsync(next, waiting, held, killed, cancellationToken);
    }

    private async Task<(string[] Waiting, string Held)> PrepareAsync(FunctionsHostProcess host, CancellationToken cancellationToken)
    {
        string[] waiting = await Waiters.StartAsync(host, scale.Waiting, cancellationToken);
        string held = await host.Orchestrations.StartAsync("Holder", 0);
        await marks.NextAsync($"{held} began", cancellationToken);
        return (waiting, held);
    }

    private async Task<Recovery> RecoverAsync(
        FunctionsHostProcess host, string[] waiting, string held, long killed, CancellationToken cancellationToken)
    {
        await Waiters.RaiseAsync(host, waiting, cancellationToken);
        long[] reactions = await Task.WhenAll(waiting.Select(id => marks.NextAsync($"{id} reacted", cancellationToken)));
        long again = await marks.NextAsync($"{held} began", cancellationToken);
        return new(TimeProvider.System.GetElapsedTime(killed, reactions.Max()), TimeProvider.System.GetElapsedTime(killed, again));
    }
}

/// <summary>From the kill until all have reacted, and until the activity that was running has begun again.</summary>
internal sealed record Recovery(TimeSpan AllReacted, TimeSpan ActivityAgain);
