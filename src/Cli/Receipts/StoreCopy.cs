using DtnBox.Contracts.Stores;
using DtnBox.Transfer;
using DtnBox.Transfer.Stores;
using DtnBox.Transfer.Verifying;

namespace DtnBox.Cli.Receipts;

/// <summary>The copy in an object store.</summary>
internal sealed class StoreCopy : ICopyReader, IDisposable
{
    private readonly ObjectStore _store;
    private readonly StoredBytes _bytes;
    private readonly string _bucket;
    private readonly string _prefix;

    public StoreCopy(StoreConnection connection, string bucket, string prefix, TimeProvider time)
    {
        var options = new TransferOptions();
        _store = new ObjectStore(connection, options, time);
        _bytes = new StoredBytes(_store, options, time);
        (_bucket, _prefix) = (bucket, prefix);
    }

    public Task<(long Size, string Sha256)?> HashAsync(
        string key, long offset, long length, bool isWhole, CancellationToken cancellationToken)
        => _bytes.HashAsync(_bucket, _prefix + key, isWhole ? null : new ByteRange(offset, length), cancellationToken);

    public void Dispose() => _store.Dispose();
}
