using System.Text;
using System.Text.Json;

namespace DtnBox.Receipts;

/// <summary>Writes a receipt line by line: the header, the objects, the end.</summary>
public sealed class ReceiptWriter(Stream output) : IDisposable
{
    private readonly ReceiptChain _chain = new();
    private long _objects;
    private long _bytes;
    private long _failed;

    /// <summary>Gets the chain of the last line written.</summary>
    public string Chain => _chain.Value;

    public Task WriteAsync(ReceiptHeader header, CancellationToken cancellationToken)
        => WriteLineAsync(JsonSerializer.SerializeToUtf8Bytes(header, ReceiptFormat.Json), string.Empty, cancellationToken);

    public Task WriteAsync(ReceiptObject line, CancellationToken cancellationToken)
    {
        if (line.Failed is null)
        {
            _objects++;
            _bytes += line.Size;
        }
        else
        {
            _failed++;
        }

        return WriteLineAsync(JsonSerializer.SerializeToUtf8Bytes(line, ReceiptFormat.Json), string.Empty, cancellationToken);
    }

    /// <summary>Writes the last line: sums over what was written, and the signatures that there are.</summary>
    public async Task<ReceiptEnd> EndAsync(
        long skipped, IReadOnlyList<ReceiptSignature> signatures, CancellationToken cancellationToken)
    {
        var end = new ReceiptEnd(_objects, _bytes, _failed, skipped);
        await WriteLineAsync(
            JsonSerializer.SerializeToUtf8Bytes(end, ReceiptFormat.Json), Signatures(signatures), cancellationToken);
        return end;
    }

    public void Dispose() => _chain.Dispose();

    /// <summary>What stands behind the chain of the last line.</summary>
    internal static string Signatures(IReadOnlyList<ReceiptSignature> signatures)
        => $",\"signatures\":{JsonSerializer.Serialize(signatures, ReceiptFormat.Json)}";

    private async Task WriteLineAsync(byte[] json, string more, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> open = json.AsMemory(0, json.Length - 1);
        string chain = _chain.Append(open.Span);
        await output.WriteAsync(open, cancellationToken);
        await output.WriteAsync(Encoding.UTF8.GetBytes($",\"chain\":\"{chain}\"{more}}}\n"), cancellationToken);
    }
}
