using System.Collections.Concurrent;
using DtnBox.Contracts.Stores;
using Microsoft.Extensions.Options;

namespace DtnBox.Transfer.Stores;

/// <summary>One <see cref="ObjectStore"/> for each distinct connection, so that all commands share its sockets.</summary>
public sealed class StorePool(IOptions<TransferOptions> options, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<StoreConnection, Lazy<ObjectStore>> _stores = new();

    /// <summary>Gets the store of a connection. The pool owns it: do not dispose it.</summary>
    public ObjectStore Get(StoreConnection connection)
        => _stores.GetOrAdd(connection, key => new(() => new ObjectStore(key, options.Value, time))).Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Lazy<ObjectStore> store in _stores.Values.Where(store => store.IsValueCreated))
        {
            store.Value.Dispose();
        }
    }
}
