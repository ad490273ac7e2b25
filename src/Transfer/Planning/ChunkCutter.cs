using DtnBox.Contracts.Ledger;

namespace DtnBox.Transfer.Planning;

/// <summary>Cuts a listing into chunks: large objects alone, small ones together, a short listing one by one.</summary>
internal sealed class ChunkCutter(
    TransferOptions options,
    int firstChunk,
    Func<int, IReadOnlyList<PlannedObject>, CancellationToken, Task> storeChunk)
{
    /// <summary>Up to so many objects, each gets a chunk of its own, so that each is seen to move.</summary>
    public const int ShortListing = 32;

    private List<PlannedObject> _gathered = [];
    private long _gatheredBytes;
    private List<PlannedObject>? _short = [];

    public int Chunks { get; private set; }

    public long Objects { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Takes the next object to copy.</summary>
    public async Task AddAsync(PlannedObject planned, CancellationToken cancellationToken)
    {
        Objects++;
        Bytes += planned.Size;
        if (_short is null)
        {
            await GatherAsync(planned, cancellationToken);
            return;
        }

        _short.Add(planned);
        if (_short.Count > ShortListing)
        {
            List<PlannedObject> held = _short;
            _short = null;
            foreach (PlannedObject earlier in held)
            {
                await GatherAsync(earlier, cancellationToken);
            }
        }
    }

    /// <summary>Stores what is still held.</summary>
    /// <param name="wholeListing">Whether this was all, from the first key to the last.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task FinishAsync(bool wholeListing, CancellationToken cancellationToken)
    {
        foreach (PlannedObject held in _short ?? [])
        {
            if (wholeListing)
            {
                await StoreAsync([held], cancellationToken);
            }
            else
            {
                await GatherAsync(held, cancellationToken);
            }
        }

        await StoreGatheredAsync(cancellationToken);
    }

    private async Task GatherAsync(PlannedObject planned, CancellationToken cancellationToken)
    {
        if (planned.Size >= options.MultipartThresholdBytes)
        {
            await StoreAsync([planned], cancellationToken);
            return;
        }

        if (_gathered.Count > 0 && _gatheredBytes + planned.Size > options.ChunkMaxBytes)
        {
            await StoreGatheredAsync(cancellationToken);
        }

        _gathered.Add(planned);
        _gatheredBytes += planned.Size;
        if (_gathered.Count >= options.ChunkMaxObjects)
        {
            await StoreGatheredAsync(cancellationToken);
        }
    }

    private async Task StoreGatheredAsync(CancellationToken cancellationToken)
    {
        if (_gathered.Count > 0)
        {
            List<PlannedObject> chunk = _gathered;
            _gathered = [];
            _gatheredBytes = 0;
            await StoreAsync(chunk, cancellationToken);
        }
    }

    private async Task StoreAsync(List<PlannedObject> chunk, CancellationToken cancellationToken)
    {
        await storeChunk(firstChunk + Chunks, chunk, cancellationToken);
        Chunks++;
    }
}
