using System.Threading.Channels;

namespace DtnBox.Transfer.Copying;

/// <summary>Appends lines to a stream of the ledger in batches, in the background.</summary>
internal sealed class LedgerBatch<TLine> : IAsyncDisposable
{
    private readonly IChunkLedger _ledger;
    private readonly string _stream;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _run;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenSource _closing = new();
    private readonly Channel<TLine> _lines = Channel.CreateUnbounded<TLine>(new() { SingleReader = true });
    private readonly Task _writer;

    /// <param name="ledger">The ledger.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="interval">How long lines are gathered.</param>
    /// <param name="time">The clock of the interval.</param>
    /// <param name="run">Cancelled when the ledger fails: work that cannot be recorded must not go on.</param>
    /// <param name="cancellationToken">Gives up everything, the lines that wait included.</param>
    public LedgerBatch(
        IChunkLedger ledger,
        string stream,
        TimeSpan interval,
        TimeProvider time,
        CancellationTokenSource run,
        CancellationToken cancellationToken)
    {
        _ledger = ledger;
        _stream = stream;
        _interval = interval;
        _time = time;
        _run = run;
        _cancellationToken = cancellationToken;
        _writer = WriteAsync();
    }

    public void Add(TLine line) => _lines.Writer.TryWrite(line);

    /// <summary>Appends what waits. When it returns, every line added is in the ledger.</summary>
    public async Task CompleteAsync()
    {
        _lines.Writer.TryComplete();
        await _closing.CancelAsync();
        await _writer;
    }

    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _closing.CancelAsync();
        await _writer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _closing.Dispose();
    }

    private async Task WriteAsync()
    {
        try
        {
            while (await _lines.Reader.WaitToReadAsync(_cancellationToken))
            {
                await Task.Delay(_interval, _time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                List<TLine> batch = [];
                while (_lines.Reader.TryRead(out TLine? line))
                {
                    batch.Add(line);
                }

                await _ledger.AppendAsync(_stream, batch, _cancellationToken);
            }
        }
        catch
        {
            await _run.CancelAsync();
            throw;
        }
    }
}
