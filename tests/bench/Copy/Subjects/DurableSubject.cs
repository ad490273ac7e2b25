using DtnBox.Measuring;
using DtnBox.Testing;

namespace DtnBox.CopyBench.Subjects;

/// <summary>The whole product: control plane and two agents, asked through the API. It always reads back.</summary>
/// <remarks>The installation is new for each copy and warm when the clock starts; processor time and memory are the agents'.</remarks>
internal sealed class DurableSubject(S3User user) : ISubject
{
    public string Name => "durable path, read back";

    public async Task<Cost> CopyAsync(Route route, CancellationToken cancellationToken)
    {
        await using Installation installation = await Installation.StartAsync(user, route, cancellationToken);
        IReadOnlyList<int> agents = installation.AgentIds;
        double cpu = agents.Sum(ProcessTimes.Of);
        long started = TimeProvider.System.GetTimestamp();
        await installation.TransferAsync(route, cancellationToken);
        double wall = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        return new Cost(
            wall, agents.Sum(ProcessTimes.Of) - cpu, agents.Max(id => ProcessTimes.PeakMib(id)) ?? 0);
    }
}
