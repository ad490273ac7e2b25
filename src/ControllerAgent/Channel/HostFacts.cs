using System.Runtime.InteropServices;
using DtnBox.Contracts.Agents;
using Microsoft.Extensions.Options;

namespace DtnBox.ControllerAgent.Channel;

/// <summary>Reads what is worth knowing of the machine.</summary>
internal sealed class HostFacts(IOptions<AgentOptions> options, TimeProvider time)
{
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    public AgentFacts Read() => new(
        AgentVersion.Text,
        Environment.MachineName,
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        _startedAt,
        SpaceOf(options.Value.StateDirectory),
        string.IsNullOrWhiteSpace(options.Value.StoreDirectory) ? null : SpaceOf(options.Value.StoreDirectory));

    private static DiskSpace? SpaceOf(string directory)
    {
        try
        {
            var disk = new DriveInfo(directory);
            return new DiskSpace(disk.AvailableFreeSpace, disk.TotalSize);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Nothing is shown then, which is what is known.
            return null;
        }
    }
}
