using System.Text;
using System.Text.Json;

namespace DtnBox.Receipts;

/// <summary>Reads a receipt line by line and checks that each line is the one that was written. Signatures are not checked.</summary>
/// <remarks>First the header, then all objects; then <see cref="End"/> and what follows it are known.</remarks>
public sealed class ReceiptReader(Stream input) : IDisposable
{
    private static ReadOnlySpan<byte> BeforeChain => ",\"chain\":\""u8;

    private readonly LineReader _lines = new(input);
    private readonly ReceiptChain _chain = new();
    private ReceiptEnd? _end;

    /// <summary>Gets the number of the line that was read last, from 1.</summary>
    public long Line => _lines.Number;

    /// <summary>Gets the sums; known after the last object.</summary>
    public ReceiptEnd End => _end ?? throw new InvalidOperationException("The receipt was not read to its end.");

    /// <summary>Gets the chain of the last line, which the signatures are about.</summary>
    public string Chain => _chain.Value;

    /// <summary>Gets the signatures as they stand there.</summary>
    public IReadOnlyList<ReceiptSignature> Signatures { get; private set; } = [];

    /// <exception cref="ReceiptException">The first line is not that of a receipt, or was altered.</exception>
    public async Task<ReceiptHeader> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> line = await NextAsync(cancellationToken);
        if (!line.Span.StartsWith(Encoding.UTF8.GetBytes($"{{\"format\":\"{ReceiptFormat.Name}\",")))
        {
            throw new ReceiptException(Line, $"this is not the header of a receipt of format {ReceiptFormat.Name}.");
        }

        ReceiptHeader header = Chained<ReceiptHeader>(line.Span);
        return header.Signers.All(signer => signer is not null)
            ? header
            : throw new ReceiptException(Line, "it is not a line of a receipt: a signer is null.");
    }

    /// <exception cref="ReceiptException">A line was altered, added, taken out or moved, or the file is cut off.</exception>
    public async IAsyncEnumerable<ReceiptObject> ReadObjectsAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long objects = 0;
        long bytes = 0;
        long failed = 0;
        while (true)
        {
            ReadOnlyMemory<byte> line = await NextAsync(cancellationToken);
            if (line.Span.StartsWith("{\"objects\":"u8))
            {
                ReadEnd(line.Span);
                break;
            }

            ReceiptObject found = Chained<ReceiptObject>(line.Span);
            objects += found.Failed is null ? 1 : 0;
            bytes += found.Failed is null ? found.Size : 0;
            failed += found.Failed is null ? 0 : 1;
            yield return found;
        }

        if ((End.Objects, End.Bytes, End.Failed) != (objects, bytes, failed))
        {
            throw new ReceiptException(Line, "its sums are not those of the lines above.");
        }

        if (await _lines.ReadAsync(cancellationToken) is not null)
        {
            throw new ReceiptException(Line, "it was added after the end.");
        }
    }

    public void Dispose() => _chain.Dispose();

    private async Task<ReadOnlyMemory<byte>> NextAsync(CancellationToken cancellationToken)
        => await _lines.ReadAsync(cancellationToken)
            ?? throw new ReceiptException(Line, "it is missing: the receipt has no end.");

    private void ReadEnd(ReadOnlySpan<byte> line)
    {
        int chainAt = line.IndexOf(BeforeChain);
        int moreAt = chainAt + BeforeChain.Length + ReceiptChain.HexLength + 1;
        if (chainAt < 0 || moreAt > line.Length)
        {
            throw Altered(line);
        }

        _end = Checked<ReceiptEnd>(line[..chainAt], line[(chainAt + BeforeChain.Length)..(moreAt - 1)], line);
        const string Names = ",\"signatures\":";
        string more = Encoding.UTF8.GetString(line[moreAt..]);
        try
        {
            Signatures = JsonSerializer.Deserialize<ReceiptSignature[]>(
                more.StartsWith(Names, StringComparison.Ordinal) ? more[Names.Length..^1] : string.Empty, ReceiptFormat.Json) ?? [];
        }
        catch (JsonException)
        {
            throw new ReceiptException(Line, "its signatures cannot be read: they were altered.");
        }

        // There is one way to write them, so that no byte can change without being seen.
        if (line[moreAt - 1] != (byte)'"' || Signatures.Any(signature => signature is null)
            || more != ReceiptWriter.Signatures(Signatures) + "}")
        {
            throw new ReceiptException(Line, "its signatures are not written as they should be: they were altered.");
        }
    }

    /// <summary>Reads a line that ends with its chain.</summary>
    private T Chained<T>(ReadOnlySpan<byte> line)
    {
        int length = line.Length - BeforeChain.Length - ReceiptChain.HexLength - 2;
        if (length <= 0 || !line[length..].StartsWith(BeforeChain) || !line.EndsWith("\"}"u8))
        {
            throw Altered(line);
        }

        return Checked<T>(line[..length], line[(length + BeforeChain.Length)..^2], line);
    }

    private T Checked<T>(ReadOnlySpan<byte> open, ReadOnlySpan<byte> chain, ReadOnlySpan<byte> line)
    {
        if (!chain.SequenceEqual(Encoding.ASCII.GetBytes(_chain.Append(open))))
        {
            throw Altered(line);
        }

        try
        {
            byte[] json = [.. open, (byte)'}'];
            return JsonSerializer.Deserialize<T>(json, ReceiptFormat.Json) ?? throw new JsonException();
        }
        catch (JsonException fault)
        {
            throw new ReceiptException(Line, $"it is not a line of a receipt: {fault.Message}");
        }
    }

    /// <summary>The chain says only that this line, or its place, is wrong; its key is for the reader, if it has one left.</summary>
    private ReceiptException Altered(ReadOnlySpan<byte> line)
    {
        const string What = "it was altered, or the line above it was added, taken out or moved";
        return new ReceiptException(Line, KeyIn(line) is { } key ? $"{What} (object '{key}')." : $"{What}.");
    }

    private static string? KeyIn(ReadOnlySpan<byte> line)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            return json.Read() && json.Read() && json.ValueTextEquals("key"u8) && json.Read() ? json.GetString() : null;
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
