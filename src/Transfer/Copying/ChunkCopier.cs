using DtnBox.Contracts.Commands;
using DtnBox.Transfer.Stores;
using Microsoft.Extensions.Options;

namespace DtnBox.Transfer.Copying;

public sealed class ChunkCopier(TransferLimits limits, IOptions<TransferOptions> options, TimeProvider time)
{
    private readonly object[] _all = [limits, options, time];

    public Task<ChunkResult> CopyAsync(
        CopyChunkInput input,
        ObjectStore source,
        ObjectStore destination,
        IChunkLedger ledger,
        ChunkProgress progress,
        CancellationToken stop,
        CancellationToken cancellationToken)
        => throw new NotSupportedException(_all.ToString());
}
