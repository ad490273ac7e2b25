using System.Security.Cryptography;
using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Nodes;

/// <summary>Has the stores of nodes probed by their agents. No orchestration waits for it: the node's row does.</summary>
/// <remarks>
/// <list type="number">
/// <item>The wish is written into the node's row. From here on it cannot be lost.</item>
/// <item>The command is put into the node's queue. Who dies before is made up for by <see cref="ScheduleProbes"/>.</item>
/// <item>An agent completes it: the answer goes into the row and the wish out of it, in one write. Only then is the
/// command done; who dies in between has the agent complete it again, which finds no wish and changes nothing.</item>
/// <item>The command's rows go. Those that a death left are removed by <see cref="ScheduleProbes"/>.</item>
/// </list>
/// An answer counts only for the wish that was written last: a store that was replaced is not judged by the old one's probe.
/// </remarks>
internal sealed class StoreProbes(StorageAccount account, NodeDirectory nodes, CommandQueue queue, TimeProvider time)
{
    private const string OwnerPrefix = "probe-";
    private const int MostFaults = 20;

    /// <summary>Asks for a probe; one that is asked for already in the same bucket is the same one.</summary>
    public async Task<NodeRow?> AskAsync(string nodeId, string bucket, CancellationToken cancellationToken)
    {
        string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        AskedProbe? replaced = null;
        NodeRow? node = await account.Nodes.ChangeAsync<NodeRow>(
            NodeRow.Partition,
            nodeId,
            row =>
            {
                AskedProbe? before = row.GetAskedProbe();
                if (before?.Bucket == bucket)
                {
                    return false;
                }

                replaced = before;
                row.Ask(new AskedProbe(id, bucket, time.GetUtcNow()));
                return true;
            },
            cancellationToken);
        if (replaced is not null)
        {
            await queue.ClearAsync(nodeId, OwnerPrefix + replaced.Id, cancellationToken);
        }

        if (node is not null)
        {
            await ScheduleAsync(node, cancellationToken);
        }

        return node;
    }

    /// <summary>Asks for the first probe of a node that says where, when an agent has joined it.</summary>
    public async Task AskFirstAsync(string nodeId, CancellationToken cancellationToken)
    {
        if (await nodes.FindAsync(nodeId, cancellationToken) is { ProbeBucket: { } bucket, ProbeJson: null, ProbeAskedJson: null })
        {
            await AskAsync(nodeId, bucket, cancellationToken);
        }
    }

    /// <summary>Puts the command of the wish into the queue, once however often it is called.</summary>
    public async Task ScheduleAsync(NodeRow node, CancellationToken cancellationToken)
    {
        if (node.GetAskedProbe() is { } asked)
        {
            var input = new ProbeStoreInput(new Location(node.Id, asked.Bucket, string.Empty), asked.Id);
            await queue.ScheduleAsync(
                new RemoteCommand(
                    CommandIdOf(asked.Id),
                    node.Id,
                    OwnerPrefix + asked.Id,
                    InstanceId: string.Empty,
                    CommandNames.ProbeStore,
                    JsonSerializer.SerializeToElement(input, ContractJson.Options)),
                cancellationToken);
        }
    }

    /// <summary>Enters what an agent found. Doing it twice does nothing.</summary>
    public async Task ApplyAsync(
        AgentId agent, CommandRow command, CompleteCommand completion, CancellationToken cancellationToken)
    {
        if (command.Name != CommandNames.ProbeStore || completion.Outcome == CommandOutcome.Stopped)
        {
            return;
        }

        ProbeStoreInput asked = Read<ProbeStoreInput>(JsonElement.Parse(command.InputJson));
        ProbeStoreResult found = completion is { Outcome: CommandOutcome.Succeeded, Result: { } result }
            ? Read<ProbeStoreResult>(result)
            : new ProbeStoreResult(null, completion.Error is { } error ? [error] : []);
        var view = new StoreProbeView(
            time.GetUtcNow(), agent.ToString(), asked.Store.Bucket, found.Findings, [.. found.Faults.Take(MostFaults)]);
        await account.Nodes.ChangeAsync<NodeRow>(
            NodeRow.Partition, agent.NodeId, row => row.TryEndProbe(asked.ProbeId, view), cancellationToken);
    }

    /// <summary>Removes the rows of commands that ended and whose process died before it could.</summary>
    public async Task ForgetEndedAsync(string nodeId, CancellationToken cancellationToken)
    {
        await foreach (CommandRow command in account.Commands.ReadRangeAsync<CommandRow>(
            nodeId, CommandRow.Prefix + OwnerPrefix, cancellationToken: cancellationToken))
        {
            if (command is { Done: true, Name: CommandNames.ProbeStore })
            {
                await queue.ForgetAsync(nodeId, command.RowKey[CommandRow.Prefix.Length..], cancellationToken);
            }
        }
    }

    public static string CommandIdOf(string probeId) => CommandId.For(OwnerPrefix + probeId, 1, CommandNames.ProbeStore);

    private static TRecord Read<TRecord>(JsonElement json)
        => json.Deserialize<TRecord>(ContractJson.Options) ?? throw new JsonException($"{typeof(TRecord).Name} is null.");
}
