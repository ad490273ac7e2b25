using DtnBox.Contracts.Ledger;

namespace DtnBox.Transfer.Copying;

/// <summary>What the ledger says about a chunk. A chunk is small enough to be held in memory.</summary>
internal sealed class ChunkState
{
    private readonly Dictionary<string, ObjectState> _byKey = new(StringComparer.Ordinal);
    private readonly List<ObjectState> _objects = [];

    public IReadOnlyList<ObjectState> Objects => _objects;

    /// <summary>Gets when the first small object may have been sent, by the destination's clock; null if none was.</summary>
    public DateTimeOffset? Begun { get; private set; }

    public static async Task<ChunkState> LoadAsync(IChunkLedger ledger, CancellationToken cancellationToken)
    {
        var state = new ChunkState();
        await foreach (PlannedObject line in ledger.ReadAsync<PlannedObject>(LedgerStreams.Plan, cancellationToken))
        {
            var found = new ObjectState(line);
            if (state._byKey.TryAdd(line.Key, found))
            {
                state._objects.Add(found);
            }
        }

        await foreach (UploadLine line in ledger.ReadAsync<UploadLine>(LedgerStreams.Uploads, cancellationToken))
        {
            state.Apply(line);
        }

        await foreach (CopiedObject line in ledger.ReadAsync<CopiedObject>(LedgerStreams.Copied, cancellationToken))
        {
            state._byKey.GetValueOrDefault(line.Key)?.Apply(line);
        }

        await foreach (VerifiedObject line in ledger.ReadAsync<VerifiedObject>(LedgerStreams.Verified, cancellationToken))
        {
            if (state._byKey.TryGetValue(line.Key, out ObjectState? found))
            {
                found.Verified = line;
            }
        }

        return state;
    }

    private void Apply(UploadLine line)
    {
        if (line.OpensChunk)
        {
            Begun ??= line.Begun;
        }
        else if (_byKey.TryGetValue(line.Key, out ObjectState? found))
        {
            if (line.Part is null && found.Upload?.Opened.UploadId != line.UploadId)
            {
                found.Upload = new OpenUpload(line);
            }
            else if (line is { Part: { } part, PartSha256: { } hash } && found.Upload?.Opened.UploadId == line.UploadId)
            {
                found.Upload.PartSha256[part] = hash;
            }
        }
    }
}
