using DtnBox.Contracts.Commands;
using DtnBox.Transfer.Copying;
using DtnBox.Transfer.Stores;
using Microsoft.Extensions.Options;

namespace DtnBox.Transfer.Verifying;

public sealed class ChunkVerifier(TransferLimits limits, IOptions<TransferOptions> options, TimeProvider time)
{
    private readonly object[] _all = [limits, options, time];

    public Task<ChunkResult> VerifyAsync(
        VerifyChunkInput input,
        ObjectStore destination,
        IChunkLedger ledger,
        ChunkProgress progress,
        CancellationToken stop,
        CancellationToken cancellationToken)
        => throw new NotSupportedException(_all.ToString());
}
