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

    /// <summary>Adds what the agents of both sides have handed to each other, when neither has the other's keys.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="signatures">Whether signatures are read too, which only the copy may.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task LoadHandOverAsync(IChunkLedger ledger, bool signatures, CancellationToken cancellationToken)
    {
        await foreach (DescribedObject line in ledger.ReadAsync<DescribedObject>(LedgerStreams.Described, cancellationToken))
        {
            if (_byKey.TryGetValue(line.Key, out ObjectState? found))
            {
                found.Described = line;
            }
        }

        await foreach (SentObject line in ledger.ReadAsync<SentObject>(LedgerStreams.Sent, cancellationToken))
        {
            if (_byKey.TryGetValue(line.Key, out ObjectState? found))
            {
                found.Sent = line;
            }
        }

        if (signatures)
        {
            await foreach (SignedObject line in ledger.ReadAsync<SignedObject>(LedgerStreams.Signatures, cancellationToken))
            {
                if (_byKey.TryGetValue(line.Key, out ObjectState? found))
                {
                    found.Signed = line;
                }
            }
        }
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
