using DtnBox.Measuring;
using DtnBox.Testing;

namespace DtnBox.CopyBench.Subjects;

/// <summary>The whole product: control plane and two agents, asked through the API. It always reads back.</summary>
/// <remarks>
/// The installation lives as long as the subject, and is warm when the clock starts, as it would be at a site. Processor
/// time and memory are the agents'.
/// </remarks>
internal sealed class DurableSubject(S3User user, bool sharesKeys = false) : ISubject, IAsyncDisposable
{
    private Installation? _installation;

    public string Name => sharesKeys ? "durable path, shared keys" : "durable path, read back";

    /// <summary>Starts the installation; its first copy should not count.</summary>
    public async Task StartAsync(Uri source, Uri destination, CancellationToken cancellationToken)
        => _installation = await Installation.StartAsync(user, source, destination, sharesKeys, cancellationToken);

    public async Task<Cost> CopyAsync(Route route, CancellationToken cancellationToken)
    {
        IReadOnlyList<int> agents = _installation!.AgentIds;
        foreach (int agent in agents)
        {
            ProcessTimes.ResetPeak(agent);
        }

        double cpu = agents.Sum(ProcessTimes.Of);
        long started = TimeProvider.System.GetTimestamp();
        await _installation.TransferAsync(route, cancellationToken);
        double wall = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        return new Cost(wall, agents.Sum(ProcessTimes.Of) - cpu, agents.Max(ProcessTimes.PeakMib) ?? 0);
    }

    public async ValueTask DisposeAsync()
    {
        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }
    }
}
