using DtnBox.Testing;

namespace DtnBox.CopyBench;

/// <summary>This program in another role, as a server that says where it listens.</summary>
internal sealed class HelperProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);

    private readonly ChildProcess _process;

    private HelperProcess(ChildProcess process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <param name="arguments">The role's name and arguments.</param>
    /// <param name="listening">What it says before its address.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static async Task<HelperProcess> StartAsync(
        IReadOnlyList<string> arguments, string listening, CancellationToken cancellationToken)
    {
        ChildProcess process = ChildProcess.Start(Environment.ProcessPath!, arguments);
        try
        {
            string line = await process.WaitForLineAsync(listening, StartTime, cancellationToken);
            return new HelperProcess(process, new Uri(line[listening.Length..]));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
