using System.Net;

namespace DtnBox.Testing;

/// <summary>The client's body on its way to the server.</summary>
internal sealed class RelayedContent(Stream body, long? length, BodyRelay relay, CancellationToken cancellationToken) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => relay.CopyAsync(body, stream, cancellationToken);

    protected override bool TryComputeLength(out long computed)
    {
        computed = length ?? 0;
        return length is not null;
    }
}
