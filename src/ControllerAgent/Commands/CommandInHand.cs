using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Stores;
using DtnBox.Transfer.Copying;

namespace DtnBox.ControllerAgent.Commands;

/// <summary>One leased command while it runs here: what it is, how far it is, and the two ways to end it early.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "The sources have no timer and no parent, so there is nothing to free, and orders may come late.")]
internal sealed class CommandInHand(LeasedCommand lease)
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon = new();

    public LeasedCommand Lease { get; } = lease;

    /// <summary>Gets how far it is; handlers write, reports read.</summary>
    public ChunkProgress Progress { get; } = new();

    /// <summary>Gets the token of a stop order: end soon, keep what is finished, and say how far it came.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Gets the token of an abandoned command: it is somebody else's now, so leave at once.</summary>
    public CancellationToken Abandoned => _abandon.Token;

    /// <summary>Gets or sets the run, which ends without an exception when the command has left this agent.</summary>
    public Task Run { get; set; } = Task.CompletedTask;

    public void OrderStop() => _stop.Cancel();

    public void Abandon() => _abandon.Cancel();

    public CommandProgress Report() => new(Lease.Id, Lease.LeaseId, Progress.ObjectsDone, Progress.BytesDone);

    /// <summary>The command's input record.</summary>
    public T Input<T>() => Lease.Input.Deserialize<T>(ContractJson.Options)
        ?? throw new JsonException($"The input of command {Lease.Id} ({Lease.Name}) is null.");

    /// <summary>The store of a node that the command speaks of.</summary>
    public StoreConnection Store(string nodeId) => Lease.Stores.TryGetValue(nodeId, out StoreConnection? store)
        ? store
        : throw new InvalidOperationException(
            $"Command {Lease.Id} ({Lease.Name}) needs the store of node '{nodeId}' and came without it.");
}
