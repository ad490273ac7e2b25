using System.Security.Cryptography;
using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Stores;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Validation;

/// <summary>Writes, reads back and deletes a small object, then tries what the store can do with uploads in parts.</summary>
/// <param name="store">The store.</param>
/// <param name="location">Where in it.</param>
/// <param name="key">What the test object is called. Default: something that nothing else is.</param>
internal sealed class DestinationCheck(ObjectStore store, Location location, string? key = null)
{
    private const int Size = 1024;

    private readonly byte[] _content = RandomNumberGenerator.GetBytes(Size);
    private readonly string _key = key ?? $"{location.Prefix}.dtnbox-check-{RandomNumberGenerator.GetHexString(16, lowercase: true)}";

    /// <summary>Returns what the store was seen to do; what must be cleaned up by hand is added to the faults.</summary>
    /// <exception cref="StoreException">Something a transfer needs is not allowed.</exception>
    public async Task<StoreCapabilities> RunAsync(List<Fault> faults, CancellationToken cancellationToken)
    {
        bool ranged;
        bool tagged;
        AddedHeaders added;
        bool written = false;
        try
        {
            await store.PutAsync(location.Bucket, _key, metadata: [], NewBody(), careful: true, cancellationToken);
            written = true;
            await RequireSameAsync(range: null, cancellationToken);
            ranged = await CanAsync(() => RequireSameAsync(new ByteRange(1, Size - 2), cancellationToken));
            tagged = await ProbeTaggingAsync(cancellationToken);
            added = await new AddedHeadersCheck(store, location.Bucket, _key, _content).RunAsync(cancellationToken);
        }
        finally
        {
            // Also when no answer came: the object may be there all the same.
            await CleanUpAsync(written ? faults : [], () => store.DeleteAsync(location.Bucket, _key, CancellationToken.None));
        }

        return await ProbeUploadAsync(faults, ranged, cancellationToken) with { Tagging = tagged, AddedHeaders = added };
    }

    /// <summary>Some stores take the header and drop it, so only a tag that is there afterwards counts.</summary>
    private async Task<bool> ProbeTaggingAsync(CancellationToken cancellationToken)
    {
        KeyValuePair<string, string>[] tags = [new("dtnbox", "check")];
        bool kept = false;
        return await CanAsync(async () =>
        {
            await store.PutAsync(
                location.Bucket, _key, [ObjectStore.TagHeader(tags)], NewBody(), careful: true, cancellationToken);
            kept = tags.SequenceEqual(await store.ReadTagsAsync(location.Bucket, _key, cancellationToken));
        }) && kept;
    }

    private async Task<StoreCapabilities> ProbeUploadAsync(
        List<Fault> faults, bool ranged, CancellationToken cancellationToken)
    {
        string uploadId = "";
        if (!await CanAsync(async () =>
            (uploadId, _) = await store.CreateUploadAsync(location.Bucket, _key, metadata: [], cancellationToken)))
        {
            return new StoreCapabilities(Multipart: false, ListParts: false, AbortUpload: false, ranged);
        }

        UploadedPart? part = null;
        bool listed = false;
        bool aborted = false;
        try
        {
            bool sent = await CanAsync(async () =>
            {
                PutAnswer answer = await store.PutPartAsync(
                    location.Bucket, _key, uploadId, part: 1, NewBody(), careful: false, cancellationToken);
                part = new UploadedPart(1, Size, answer.ETag);
            });
            listed = sent && await CanAsync(async () => listed = await IsListedAsync(uploadId, cancellationToken)) && listed;
        }
        finally
        {
            aborted = await CanAsync(() => store.AbortUploadAsync(location.Bucket, _key, uploadId, CancellationToken.None));
            if (!aborted && part is not null)
            {
                // The other way to be rid of an open upload.
                await CleanUpAsync(faults, () => CompleteAndDeleteAsync(uploadId, part));
            }
        }

        return new StoreCapabilities(part is not null, listed, aborted, ranged);
    }

    private async Task<bool> IsListedAsync(string uploadId, CancellationToken cancellationToken)
    {
        await foreach (UploadedPart part in store.ListPartsAsync(location.Bucket, _key, uploadId, cancellationToken))
        {
            if (part is { Number: 1, Size: Size })
            {
                return true;
            }
        }

        return false;
    }

    private async Task CompleteAndDeleteAsync(string uploadId, UploadedPart part)
    {
        await store.CompleteUploadAsync(location.Bucket, _key, uploadId, [part], CancellationToken.None);
        await store.DeleteAsync(location.Bucket, _key, CancellationToken.None);
    }

    private async Task RequireSameAsync(ByteRange? range, CancellationToken cancellationToken)
    {
        await using ObjectRead read = await store.OpenAsync(location.Bucket, _key, range, etag: null, cancellationToken);
        byte[] back = new byte[read.Length];
        for (int filled = 0; filled < back.Length;)
        {
            filled += await read.ReadAsync(back.AsMemory(filled), cancellationToken);
        }

        int offset = (int)(range?.Offset ?? 0);
        if (!back.AsSpan().SequenceEqual(_content.AsSpan(offset, (int)(range?.Length ?? Size))))
        {
            throw new StoreException(new Fault(
                FaultCodes.StoreError,
                $"The store at {store.Endpoint} gave back other bytes than were written to '{_key}' in '{location.Bucket}'.",
                $"The operator of {store.Endpoint} must find out why before data is sent there."));
        }
    }

    /// <summary>Whether it works. A store that is out of order says nothing about what it can do, and throws.</summary>
    internal static async Task<bool> CanAsync(Func<Task> attempt)
    {
        try
        {
            await attempt();
            return true;
        }
        catch (StoreException exception) when (exception is { Status: not null, Fault.Transient: false })
        {
            return false;
        }
    }

    private async Task CleanUpAsync(List<Fault> faults, Func<Task> cleanUp)
    {
        try
        {
            await cleanUp();
        }
        catch (StoreException exception)
        {
            string what = $"The test object '{_key}' may still be in bucket '{location.Bucket}'";
            faults.Add(exception.Fault with { Message = $"{what}: {exception.Fault.Message}" });
        }
    }

    private BytesBody NewBody() => new(_content);
}
