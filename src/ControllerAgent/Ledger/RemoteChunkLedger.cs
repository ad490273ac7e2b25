using System.Runtime.CompilerServices;
using DtnBox.Contracts.Agents;
using DtnBox.Transfer.Copying;

namespace DtnBox.ControllerAgent.Ledger;

/// <summary>The ledger of a command's chunk, or of a page of extras, kept by the control plane.</summary>
internal sealed class RemoteChunkLedger(LedgerCalls calls, LeasedCommand lease, int? extrasPage = null) : IChunkLedger
{
    public async IAsyncEnumerable<TLine> ReadAsync<TLine>(
        string stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        stream = Named(stream);

        // A stream only ever grows, so after an answer that broke off the same lines come first: they are read past.
        long given = 0;
        for (int failures = 0; ; failures++)
        {
            using HttpResponseMessage? response = await calls.OpenAsync(lease, stream, cancellationToken);
            if (response is null)
            {
                yield break;
            }

            using LineReader<TLine> lines = await calls.LinesAsync<TLine>(response, stream, cancellationToken);
            await lines.SkipAsync(given, cancellationToken);
            while (lines.BrokeOff is null && await lines.MoveNextAsync(cancellationToken))
            {
                given++;
                yield return lines.Current;
            }

            if (lines.BrokeOff is not { } reason)
            {
                yield break;
            }

            await calls.PauseAsync(lease, stream, reason, failures, cancellationToken);
        }
    }

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
