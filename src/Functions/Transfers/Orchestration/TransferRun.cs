using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Transfers.Chains;

namespace DtnBox.Functions.Transfers.Orchestration;

/// <summary>The input of one generation of the orchestration; all else is read from the transfer and its ledger.</summary>
/// <param name="TransferId">The transfer.</param>
/// <param name="Run">The orchestration's number; when the transfer has a higher one, another has taken over.</param>
/// <param name="Capabilities">What the destination can do; null before the keys were checked.</param>
/// <param name="QueuedUpTo">Chunks up to this number were taken up already.</param>
/// <param name="InHand">Tries at those of them that are not finished.</param>
/// <param name="LookUpTo">
/// Chunks up to this number were planned before the run began: the ledger says which of them have something to do.
/// </param>
internal sealed record TransferRun(
    string TransferId,
    int Run,
    StoreCapabilities? Capabilities = null,
    int QueuedUpTo = 0,
    IReadOnlyList<ChunkOrder>? InHand = null,
    int? LookUpTo = null);

/// <summary>What the orchestration must know of its transfer.</summary>
/// <param name="Order">The last stop or restart that the transfer row knows of.</param>
/// <param name="StopRequested">A stop is under way: nothing new may begin.</param>
/// <param name="Chunks">How many chunks are planned.</param>
/// <param name="Ranges">How many ranges were listed.</param>
/// <param name="ListedUpTo">Where the listing goes on.</param>
/// <param name="FailedOnly">Take up only what failed: nothing is listed, and what was never tried stays pending.</param>
/// <param name="ExtrasPages">How many pages of extras the listing has given.</param>
/// <param name="Keyless">Agents have the keys of their own node's store only.</param>
/// <param name="SignatureSeconds">How long the destination's signatures hold then.</param>
internal sealed record TransferBrief(
    string TransferId,
    int Attempt,
    int Order,
    bool StopRequested,
    Location Source,
    Location Destination,
    TransferSettings Settings,
    string CopyNode,
    string VerifyNode,
    int Chunks,
    int Ranges,
    string? ListedUpTo,
    bool ListingComplete,
    bool FailedOnly = false,
    int ExtrasPages = 0,
    bool Keyless = false,
    int SignatureSeconds = 0);

/// <summary>A stop or restart, as an event.</summary>
internal sealed record TransferOrder(int Number)
{
    public const string Stop = "Stop";

    public const string Restart = "Restart";

    /// <summary>Not an order but a hint: the row has another deadline now.</summary>
    public const string DeadlineChanged = "DeadlineChanged";
}

/// <summary>How a run ends for good.</summary>
/// <param name="Fault">Why it could not be done; null to judge by what the ledger says.</param>
internal sealed record TransferEnd(string TransferId, int Run, Fault? Fault);
