using Microsoft.Extensions.Options;

namespace DtnBox.Transfer;

/// <summary>What the process may have in flight, shared by all chunks it has in hand.</summary>
public sealed class TransferLimits(IOptions<TransferOptions> options) : IDisposable
{
    /// <summary>Gets the slots for whole objects.</summary>
    internal SemaphoreSlim Objects { get; } = new(options.Value.ObjectsInFlight);

    /// <summary>Gets the slots for parts of large objects.</summary>
    internal SemaphoreSlim Parts { get; } = new(options.Value.PartsInFlight);

    /// <inheritdoc/>
    public void Dispose()
    {
        Objects.Dispose();
        Parts.Dispose();
    }
}
