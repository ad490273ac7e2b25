using System.Text.Json;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Keyless;
using DtnBox.Functions.Transfers.Ledger;

namespace DtnBox.Functions.Tests.Authorization;

/// <summary>Commands that the node's agent holds, with what their endpoints read.</summary>
internal static class HeldCommands
{
    private const int Chunk = 1;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A command of this name, leased to the agent; its id.</summary>
    public static async Task<string> HoldAsync(this Things things, string name)
    {
        TransferRow transfer = await things.TransferAsync(name switch
        {
            CommandNames.PlanCopy => "selected",
            CommandNames.SignReceipt => "succeeded",
            CommandNames.CopyChunk or CommandNames.SignChunk or CommandNames.ListDestination or CommandNames.ProbePath => "transfer",
            _ => throw new InvalidOperationException($"No test knows how to make '{name}': add it to Things."),
        });
        AgentId agent = await things.AgentAsync();
        string id = CommandId.For(transfer.GetId(), 1, name);
        await things.Get<CommandQueue>().ScheduleAsync(
            new RemoteCommand(
                id, agent.NodeId, transfer.GetId(), transfer.GetInstanceId(), name, JsonSerializer.SerializeToElement(new { chunk = Chunk })),
            Cancel);
        await things.Get<StorageAccount>().Commands.ChangeAsync<OpenCommandRow>(
            agent.NodeId,
            OpenCommandRow.Prefix + id,
            row =>
            {
                (row.LeaseId, row.AgentName, row.SessionId) = (Things.Lease, agent.Name, "session");
                row.LeaseExpiresAt = things.Now.AddSeconds(30);
                return true;
            },
            Cancel);
        if (name == CommandNames.CopyChunk)
        {
            var lines = BinaryData.FromBytes(Row.GzipLines());
            await things.Get<LedgerBlobs>().AppendAsync(transfer.GetId(), Chunk, LedgerStreams.Copied, lines, Cancel);
            await things.Get<SignatureBlobs>().AppendAsync(transfer.GetId(), Chunk, lines, Cancel);
        }

        return id;
    }
}
