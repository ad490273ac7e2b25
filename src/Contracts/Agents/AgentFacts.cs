namespace DtnBox.Contracts.Agents;

/// <summary>What an agent says of itself and its machine, at its start and every minute: <c>POST /api/v1/agent/facts</c>.</summary>
/// <param name="Version">The agent's version.</param>
/// <param name="HostName">The name of the machine, or of its container.</param>
/// <param name="OperatingSystem">As the system calls itself.</param>
/// <param name="Architecture">Of the process: X64, Arm64.</param>
/// <param name="Cores">Processors that the process may use.</param>
/// <param name="MemoryBytes">Memory that the process may use: the machine's, or its container's.</param>
/// <param name="StartedAt">When the process started.</param>
/// <param name="State">The disk of the state directory; absent when it cannot be read.</param>
/// <param name="Store">
/// The disk that the store lies on; absent unless the agent was told where that is, for it cannot know by itself.
/// </param>
public sealed record AgentFacts(
    string Version,
    string HostName,
    string OperatingSystem,
    string Architecture,
    int Cores,
    long MemoryBytes,
    DateTimeOffset StartedAt,
    DiskSpace? State = null,
    DiskSpace? Store = null);

/// <summary>Room on a disk.</summary>
/// <param name="FreeBytes">What the agent's user could still write.</param>
/// <param name="TotalBytes">The size of the disk.</param>
public sealed record DiskSpace(long FreeBytes, long TotalBytes);
