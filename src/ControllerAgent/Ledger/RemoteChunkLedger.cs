using DtnBox.Contracts.Agents;
using DtnBox.Transfer.Copying;

namespace DtnBox.ControllerAgent.Ledger;

/// <summary>The ledger of a command's chunk, or of a page of extras, kept by the control plane.</summary>
internal sealed class RemoteChunkLedger(LedgerCalls calls, LeasedCommand lease, int? extrasPage = null) : IChunkLedger
{
    public IAsyncEnumerable<TLine> ReadAsync<TLine>(string stream, CancellationToken cancellationToken)
        => calls.ReadAsync<TLine>(lease, $"ledger/{Named(stream)}", cancellationToken);

    public async Task AppendAsync<TLine>(
        string stream, IReadOnlyCollection<TLine> lines, CancellationToken cancellationToken)
    {
        foreach (byte[] member in JsonLines.Pack(lines))
        {
            await calls.AppendAsync(lease, Named(stream), member, cancellationToken);
        }
    }

    private string Named(string stream) => extrasPage is null ? stream : $"{stream}?page={extrasPage}";
}
