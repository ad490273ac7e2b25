using System.Net;

namespace DtnBox.Transfer.Stores;

/// <summary>A small request body that is in memory already.</summary>
internal sealed class BytesBody(byte[] content) : StoreBody
{
    protected override bool TryComputeLength(out long length)
    {
        length = content.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Watch?.Renew();
        await stream.WriteAsync(content, cancellationToken);
    }
}
