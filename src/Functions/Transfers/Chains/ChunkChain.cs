using DtnBox.Contracts.Stores;

namespace DtnBox.Functions.Transfers.Chains;

/// <summary>
/// One try at a chunk, as far as it has come: copy → (sign → copy)* → read back. It is stored with each command of the try,
/// so that whoever hears of the command's end knows at once what follows.
/// </summary>
/// <param name="Attempt">The transfer's attempt.</param>
/// <param name="Chunk">The chunk's number.</param>
/// <param name="Try">Counts from 1 within the attempt.</param>
/// <param name="Recopy">Copy also what the ledger has as copied.</param>
/// <param name="Capabilities">Of the destination.</param>
/// <param name="Compares">Nothing is copied, only compared.</param>
/// <param name="Keyless">Agents have the keys of their own node's store only.</param>
/// <param name="SignatureSeconds">How long the destination's signatures hold then.</param>
/// <param name="DestinationNode">Whose agents sign.</param>
/// <param name="BeganAt">When the try began. Its later commands are leased before the first ones of later chunks.</param>
/// <param name="CommandAt">When the command began that this is stored with.</param>
/// <param name="Round">Which time it is copied; each round but the first has new signatures.</param>
/// <param name="Fruitless">How many rounds in a row brought nothing.</param>
/// <param name="Best">The most objects that a round has left done.</param>
internal sealed record ChunkChain(
    int Attempt,
    int Chunk,
    int Try,
    bool Recopy,
    StoreCapabilities Capabilities,
    bool Compares,
    bool Keyless,
    int SignatureSeconds,
    string DestinationNode,
    DateTimeOffset BeganAt,
    DateTimeOffset CommandAt,
    int Round = 1,
    int Fruitless = 0,
    long Best = -1)
{
    /// <summary>
    /// Whether its commands are of no use to anybody any more: its transfer is gone, at rest, or in a later attempt.
    /// </summary>
    public bool IsOver(TransferRow? transfer)
        => transfer is null or { DeletedAt: not null } || transfer.Attempt != Attempt || TransferStates.IsAtRest(transfer.State);

    /// <summary>Whether it may go on: nobody wants its transfer to stop.</summary>
    public bool MayGoOn(TransferRow? transfer)
        => !IsOver(transfer) && transfer!.State != Contracts.Transfers.TransferState.Stopping;
}
