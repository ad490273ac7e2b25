using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Functions.Transfers.KeyLists;

/// <summary>One list on its way into the store: pages as they fill, and the digest that becomes its id.</summary>
internal sealed class KeyListUpload : IDisposable
{
    private readonly KeyListBlobs _blobs;
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private KeyListPage _page = new();

    public KeyListUpload(KeyListBlobs blobs, string owner)
    {
        _blobs = blobs;
        Digest(owner);
    }

    /// <summary>Gets where the pages are: apart from those of any other upload, of the same list too.</summary>
    public string Folder { get; } = Guid.NewGuid().ToString("N");

    public int Pages { get; private set; }

    public long Keys { get; private set; }

    public long Bytes { get; private set; }

    /// <exception cref="KeyListException">The list becomes too large.</exception>
    public async ValueTask AddAsync(string key, CancellationToken cancellationToken)
    {
        Keys++;
        Bytes += Digest(key);
        if (Keys > KeyListLimits.MaxKeys || Bytes > KeyListLimits.MaxBytes)
        {
            throw new KeyListException(
                $"A list may have at most {KeyListLimits.MaxKeys:N0} keys and {KeyListLimits.MaxBytes:N0} bytes of keys. "
                    + "Make several lists, and a transfer for each.",
                status: StatusCodes.Status413PayloadTooLarge);
        }

        _page.Add(key);
        if (_page.Keys == KeyListLimits.PageSize)
        {
            await StorePageAsync(cancellationToken);
        }
    }

    /// <summary>Stores what is still held, and gives the list's id.</summary>
    public async Task<string> FinishAsync(CancellationToken cancellationToken)
    {
        if (_page.Keys > 0)
        {
            await StorePageAsync(cancellationToken);
        }

        return Convert.ToHexStringLower(_digest.GetHashAndReset().AsSpan(0, KeyListStore.IdLength / 2));
    }

    public Task DeleteAsync(CancellationToken cancellationToken) => _blobs.DeleteAsync(Folder, Pages, cancellationToken);

    public void Dispose()
    {
        _page.Dispose();
        _digest.Dispose();
    }

    private async Task StorePageAsync(CancellationToken cancellationToken)
    {
        // Counted first: a page whose answer was lost may be there, and is deleted with the others.
        Pages++;
        await _blobs.StoreAsync(Folder, Pages - 1, _page.Finish(), cancellationToken);
        _page.Dispose();
        _page = new KeyListPage();
    }

    /// <summary>With its length before it, because a key may hold any character that could part two keys.</summary>
    private int Digest(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        _digest.AppendData(length);
        _digest.AppendData(bytes);
        return bytes.Length;
    }
}
