namespace DtnBox.Receipts;

/// <summary>Reads lines as the bytes they are.</summary>
internal sealed class LineReader(Stream input)
{
    /// <summary>Far more than an object of 10,000 parts needs: what is longer is no receipt, and must not fill the memory.</summary>
    private const int LongestLineBytes = 4 * 1024 * 1024;

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>Gets the number of the line read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The next line without its line feed; null at the end. It is good until the next call.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        Number++;
        int looked = 0;
        while (true)
        {
            int found = _buffer.AsSpan(_start + looked, _end - _start - looked).IndexOf((byte)'\n');
            if (found >= 0)
            {
                ReadOnlyMemory<byte> line = _buffer.AsMemory(_start, looked + found);
                _start += looked + found + 1;
                return line;
            }

            looked = _end - _start;
            if (!await FillAsync(cancellationToken))
            {
                return looked == 0 ? null : throw new ReceiptException(Number, "it ends in the middle.");
            }
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= LongestLineBytes)
            {
                throw new ReceiptException(Number, "it is longer than any line of a receipt.");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = await input.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }
}
