using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Functions.Commands;

namespace DtnBox.Functions.Transfers.Keyless;

/// <summary>Removes the signatures of a chunk when everything in it is proven right, or it is given up: nobody needs them any more.</summary>
internal sealed class SettledSignatures(SignatureBlobs blobs)
{
    public async Task ApplyAsync(
        CommandRow command, OpenCommandRow open, CompleteCommand completion, CancellationToken cancellationToken)
    {
        if (command.GivenUpIn() is not null || (command.Name == CommandNames.VerifyChunk
            && completion is { Outcome: CommandOutcome.Succeeded, Result: { } json }
            && json.Deserialize<ChunkResult>(ContractJson.Options) is { Copied: not null, ObjectsFailed: 0 }))
        {
            await blobs.DeleteAsync(command.TransferId, open.Chunk!.Value, cancellationToken);
        }
    }
}
