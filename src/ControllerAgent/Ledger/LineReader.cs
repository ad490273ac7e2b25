using System.IO.Compression;
using System.Text;
using System.Text.Json;
using DtnBox.Contracts;

namespace DtnBox.ControllerAgent.Ledger;

/// <summary>Reads the lines of one answer, and tells a broken connection from a broken stream.</summary>
internal sealed class LineReader<TLine>(string path, Stream body, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(30);

    private readonly StreamReader _text = new(new GZipStream(body, CompressionMode.Decompress), Encoding.UTF8);
    private long _line;

    /// <summary>Gets the line that was read last.</summary>
    public TLine Current { get; private set; } = default!;

    /// <summary>Gets why the answer broke off, or null when it did not.</summary>
    public string? BrokeOff { get; private set; }

    /// <summary>Reads past lines that were given out before.</summary>
    public async Task SkipAsync(long lines, CancellationToken cancellationToken)
    {
        while (_line < lines && await ReadTextAsync(cancellationToken) is not null)
        {
        }
    }

    /// <summary>Reads the next line; false at the end, and when the answer broke off.</summary>
    /// <exception cref="LedgerFormatException">The stream holds something else than lines of this kind.</exception>
    public async Task<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        if (await ReadTextAsync(cancellationToken) is not { } text)
        {
            return false;
        }

        try
        {
            Current = JsonSerializer.Deserialize<TLine>(text, ContractJson.Options) ?? throw new JsonException("it is null");
            return true;
        }
        catch (JsonException fault)
        {
            throw new LedgerFormatException(path, _line, fault);
        }
    }

    public void Dispose() => _text.Dispose();

    private async Task<string?> ReadTextAsync(CancellationToken cancellationToken)
    {
        using var idle = new CancellationTokenSource(IdleTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
        try
        {
            string? text = await _text.ReadLineAsync(either.Token);
            _line += text is null ? 0 : 1;
            return text;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            BrokeOff = $"nothing came for {IdleTimeout.TotalSeconds:0} s";
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException)
        {
            BrokeOff = fault.Message;
        }
        catch (InvalidDataException fault)
        {
            throw new LedgerFormatException(path, _line + 1, fault);
        }

        return null;
    }
}
