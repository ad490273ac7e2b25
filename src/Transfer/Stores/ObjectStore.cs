using DtnBox.Contracts.Stores;

namespace DtnBox.Transfer.Stores;

public sealed class ObjectStore(StoreConnection connection, TransferOptions options, TimeProvider time) : IDisposable
{
    private readonly object[] _all = [connection, options, time];

    public void Dispose() => GC.KeepAlive(_all);
}
