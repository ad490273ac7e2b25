using System.Security.Cryptography;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Stores;
using DtnBox.Transfer.Tuning;

namespace DtnBox.Transfer.Copying;

/// <summary>Copies an object in one stream.</summary>
internal sealed class SmallObjectCopy(CopyRun run, IObjectTarget target)
{
    /// <param name="state">The object.</param>
    /// <param name="pin">The version to copy.</param>
    /// <param name="begun">When an earlier run began to send; null when what the destination has cannot be ours.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<CopiedObject> RunAsync(
        ObjectState state, PlannedObject pin, DateTimeOffset? begun, CancellationToken cancellationToken)
    {
        using SlotChain.Lease turn = await run.Lane.Objects.TakeAsync(cancellationToken);

        // A run that died may have had the store's word for this object and no time to write it down.
        ObjectHead? there = begun is { } since ? await FindOursAsync(pin, since, cancellationToken) : null;
        (string hash, IReadOnlyList<string>? notCopied, PutAnswer? answer) = there is not null
            ? (await run.HashSourceAsync(pin, range: null, cancellationToken),
                await target.SettleAsync(pin, there, cancellationToken),
                null)
            : await run.Retry.RunAsync(
                attempt => SendAsync(pin, careful: attempt > 1, withTags: true, cancellationToken), cancellationToken);
        run.Progress.AddBytes(pin.Size);
        return new CopiedObject(
            pin.Key,
            pin.Size,
            pin.ETag,
            Sha256: hash,
            Copy: state.NextCopy,
            NotCopied: notCopied,
            ETag: string.IsNullOrEmpty(answer?.ETag) ? null : answer.ETag,
            VersionId: answer?.VersionId);
    }

    private async Task<(string Hash, IReadOnlyList<string>? NotCopied, PutAnswer? Answer)> SendAsync(
        PlannedObject pin, bool careful, bool withTags, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using ObjectRead read = await run.OpenSourceAsync(pin, range: null, cancellationToken);
        PropertiesToCopy properties = await target.PropertiesAsync(pin, read.Head, cancellationToken);
        if (!withTags)
        {
            properties = properties.WithoutTags();
        }

        using Passage passage = run.Lane.PassObject();
        using var body = new StreamedBody(read, hash, run.Options.BufferBytes, passage);
        PutAnswer answer;
        try
        {
            answer = await target.PutAsync(properties, body, careful || properties.HasTags, cancellationToken);
        }
        catch (StoreException exception) when (properties.MayBeRefusedFor(exception))
        {
            return await SendAsync(pin, careful: true, withTags: false, cancellationToken);
        }

        passage.Acknowledged();
        TransferMeter.BytesCopied(pin.Size);
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), properties.NotCopied, answer);
    }

    private async Task<ObjectHead?> FindOursAsync(
        PlannedObject pin, DateTimeOffset begun, CancellationToken cancellationToken)
    {
        ObjectHead? head = await run.Retry.RunAsync(_ => target.HeadAsync(cancellationToken), cancellationToken);
        return CopyRun.IsOurs(head, pin.Size, begun) ? head : null;
    }
}
