using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace DtnBox.Cli.Transfers;

/// <summary>Keys on their way to the control plane: JSON strings, one a line, so that every character travels; gzip.</summary>
internal sealed class KeyListContent : HttpContent
{
    private readonly KeyFile _keys;

    public KeyListContent(KeyFile keys)
    {
        _keys = keys;
        Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        Headers.ContentEncoding.Add("gzip");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
        await using var buffer = new BufferedStream(gzip, 64 * 1024);
        await foreach (string key in _keys.ReadAsync(cancellationToken))
        {
            await buffer.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(key), cancellationToken);
            buffer.WriteByte((byte)'\n');
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
