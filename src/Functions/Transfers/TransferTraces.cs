using Microsoft.Extensions.Caching.Memory;

namespace DtnBox.Functions.Transfers;

/// <summary>Which trace the work for a transfer belongs to: that of the request that made it, which never changes.</summary>
internal sealed class TransferTraces(TransferStore transfers) : IDisposable
{
    private const int MostKnown = 1_000;

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MostKnown });

    /// <param name="instanceId">An orchestration of the transfer.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<string?> FindAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (TransferRow.TransferOf(instanceId) is not { } id)
        {
            return null;
        }

        if (_known.TryGetValue(id, out string? trace))
        {
            return trace;
        }

        trace = (await transfers.FindAsync(id, cancellationToken))?.Traceparent;
        return _known.Set(id, trace, new MemoryCacheEntryOptions { Size = 1 });
    }

    public void Dispose() => _known.Dispose();
}
