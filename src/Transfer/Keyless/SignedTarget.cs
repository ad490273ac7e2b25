using System.Net;
using System.Runtime.CompilerServices;
using DtnBox.Contracts;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Copying;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Keyless;

/// <summary>The place of one object in a store whose keys are another node's, by what its agent has signed.</summary>
internal sealed class SignedTarget(CopyRun run, PlannedObject pin, SignedObject signed, DestinationClock clock)
    : IObjectTarget
{
    private const int SignatureBytes = 32;

    private readonly string _key = run.KeyOf(pin);

    public Task<PropertiesToCopy> PropertiesAsync(
        PlannedObject pin, ObjectHead source, CancellationToken cancellationToken)
    {
        // Just what was signed: it was read with a HEAD of this very version.
        KeyValuePair<string, string>[] tags = signed.PutWithoutTags is null
            ? [] : [.. signed.Headers.Where(header => header.Key == ObjectStore.TagHeaderName)];
        return Task.FromResult(new PropertiesToCopy(signed.Headers, tags, signed.NotCopied));
    }

    public Task<ObjectHead?> HeadAsync(CancellationToken cancellationToken) => CallAsync(
        () => run.Destination.HeadSignedAsync(signed.Terms, signed.Head!, run.Bucket, _key, cancellationToken));

    /// <remarks>An object that was sent with its tags has them: they were in the request that made it.</remarks>
    public Task<IReadOnlyList<string>?> SettleAsync(
        PlannedObject pin, ObjectHead there, CancellationToken cancellationToken) => Task.FromResult(signed.NotCopied);

    public Task<PutAnswer> PutAsync(
        PropertiesToCopy properties, StoreBody body, bool careful, CancellationToken cancellationToken)
    {
        byte[] signature = signed.PutWithoutTags is { } without && !properties.HasTags ? without : signed.Put!;
        return CallAsync(() => run.Destination.PutSignedAsync(
            signed.Terms, signature, run.Bucket, _key, properties.Headers, body, careful, cancellationToken));
    }

    public Task<PutAnswer> PutPartAsync(
        string uploadId, int part, StoreBody body, bool careful, CancellationToken cancellationToken)
        => CallAsync(() => run.Destination.PutSignedPartAsync(
            signed.Terms,
            signed.Upload!.Parts.AsSpan((part - 1) * SignatureBytes, SignatureBytes),
            run.Bucket,
            _key,
            uploadId,
            part,
            body,
            careful,
            cancellationToken));

    public async IAsyncEnumerable<UploadedPart> ListPartsAsync(
        string uploadId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        byte[] lists = signed.Upload!.Lists;
        for (int page = 0; page < lists.Length / SignatureBytes; page++)
        {
            int after = page * ObjectStore.ListedParts;
            ReadOnlyMemory<byte> signature = lists.AsMemory(page * SignatureBytes, SignatureBytes);
            foreach (UploadedPart part in await CallAsync(() => run.Destination.ListSignedPartsAsync(
                signed.Terms, signature, run.Bucket, _key, uploadId, after, cancellationToken)))
            {
                yield return part;
            }
        }
    }

    /// <summary>Tells a signature that is spent from a refusal that stays.</summary>
    private async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        if (clock.HasPassed(signed.Terms.Expires))
        {
            throw new SignatureSpentException(inner: null);
        }

        try
        {
            return await call();
        }
        catch (StoreException refusal) when (refusal.Fault.Code == FaultCodes.WrongKeys
            || (refusal.Status is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest
                && refusal.Date >= signed.Terms.Expires))
        {
            // Wrong keys: they were changed at the destination since its agent signed.
            throw new SignatureSpentException(refusal);
        }
    }
}
