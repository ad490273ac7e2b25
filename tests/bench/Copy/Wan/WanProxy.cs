using System.Globalization;
using DtnBox.Testing;

namespace DtnBox.CopyBench.Wan;

/// <summary>A running <see cref="WanProgram"/>.</summary>
internal sealed class WanProxy : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);

    private readonly ChildProcess _process;

    private WanProxy(ChildProcess process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Gets where the store seems to be.</summary>
    public Uri Address { get; }

    public static async Task<WanProxy> StartAsync(
        Uri store, TimeSpan delay, long bytesPerSecond, int resetEvery, CancellationToken cancellationToken)
    {
        ChildProcess process = ChildProcess.Start(
            Environment.ProcessPath!,
            [
                WanProgram.Name,
                .. new[] { store.Port, delay.TotalMilliseconds, bytesPerSecond, resetEvery }
                    .Select(number => number.ToString(CultureInfo.InvariantCulture)),
            ]);
        try
        {
            string line = await process.WaitForLineAsync(WanProgram.Listening, StartTime, cancellationToken);
            return new WanProxy(process, new Uri($"http://127.0.0.1:{line[WanProgram.Listening.Length..]}/"));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
