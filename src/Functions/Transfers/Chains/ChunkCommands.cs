using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Commands;

namespace DtnBox.Functions.Transfers.Chains;

/// <summary>Makes the commands of a chain. Their ids follow from the chain alone, so the same step is the same command.</summary>
internal static class ChunkCommands
{
    /// <param name="transfer">What is copied, and by whom.</param>
    /// <param name="chain">How far the try has come.</param>
    /// <param name="name">Which command comes now.</param>
    public static RemoteCommand Make(TransferRow transfer, ChunkChain chain, string name)
    {
        string id = transfer.GetId();
        object[] which = name == CommandNames.SignChunk || (name == CommandNames.CopyChunk && chain.Keyless)
            ? [chain.Chunk, chain.Try, chain.Round]
            : [chain.Chunk, chain.Try];
        return new RemoteCommand(
            CommandId.For(id, chain.Attempt, name, which),
            name == CommandNames.CopyChunk ? transfer.CopyNode : transfer.VerifyNode,
            id,
            // Nobody waits for this one: the end of the chain is told to the run that the transfer has then.
            InstanceId: string.Empty,
            name,
            JsonSerializer.SerializeToElement(Input(transfer, chain, name), ContractJson.Options));
    }

    private static object Input(TransferRow transfer, ChunkChain chain, string name) => name switch
    {
        CommandNames.CopyChunk => new CopyChunkInput(
            transfer.GetSource(),
            transfer.GetDestination(),
            transfer.GetSettings(),
            chain.Chunk,
            chain.Capabilities,
            chain.Recopy,
            transfer.FailedOnly,
            transfer.GetId(),
            chain.Keyless,
            chain.Round),
        CommandNames.SignChunk => new SignChunkInput(
            transfer.GetSource().Prefix,
            transfer.GetDestination(),
            chain.Chunk,
            chain.Capabilities,
            chain.SignatureSeconds),
        CommandNames.VerifyChunk => new VerifyChunkInput(
            transfer.GetSource().Prefix,
            transfer.GetDestination(),
            chain.Chunk,
            transfer.GetSettings().Kind,
            PacedBy: transfer.VerifyNode == transfer.GetDestination().NodeId ? null : transfer.GetId(),
            Completes: chain.Keyless && transfer.GetSettings().Kind == TransferKind.Copy),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "It is not a command of a chunk."),
    };
}
