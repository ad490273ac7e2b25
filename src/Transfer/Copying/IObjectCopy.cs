using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Copying;

/// <summary>Copies single objects of a chunk.</summary>
internal interface IObjectCopy
{
    /// <summary>Copies one.</summary>
    /// <returns>How it ended; null when it waits for the other side, and the ledger says for what.</returns>
    /// <exception cref="StoreException">The object cannot be copied.</exception>
    Task<CopiedObject?> RunAsync(ObjectState state, CancellationToken cancellationToken);
}
