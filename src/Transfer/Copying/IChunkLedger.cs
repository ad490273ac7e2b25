namespace DtnBox.Transfer.Copying;

/// <summary>The durable record of one chunk, kept by the control plane (see <c>LedgerStreams</c> in Contracts).</summary>
public interface IChunkLedger
{
    /// <summary>Reads every line of a stream in the order appended; nothing when the stream does not exist.</summary>
    IAsyncEnumerable<TLine> ReadAsync<TLine>(string stream, CancellationToken cancellationToken);

    /// <summary>Appends lines. When it returns they survive the death of every process.</summary>
    /// <remarks>At least once: a lost answer is repeated, so a line may appear twice.</remarks>
    Task AppendAsync<TLine>(string stream, IReadOnlyCollection<TLine> lines, CancellationToken cancellationToken);
}
