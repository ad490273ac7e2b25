using DtnBox.Contracts.Transfers;

namespace DtnBox.Functions.Transfers.Keyless;

/// <summary>Says whether a transfer's commands may carry the keys of another node's store.</summary>
internal sealed class KeyAccess(TransferStore transfers)
{
    /// <summary>Whether they may. A transfer that nobody knows shares nothing.</summary>
    public async Task<bool> AreSharedAsync(string transferId, CancellationToken cancellationToken)
        => await transfers.FindAsync(transferId, cancellationToken) is { KeyMode: KeyMode.Shared };
}
