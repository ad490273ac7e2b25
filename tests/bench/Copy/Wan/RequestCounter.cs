using System.Net.Sockets;

namespace DtnBox.CopyBench.Wan;

/// <summary>Tells the requests of one HTTP/1.1 connection apart by who speaks: nobody here sends two at once.</summary>
internal sealed class RequestCounter(Func<bool> isToBeReset)
{
    private volatile bool _answered = true;

    /// <exception cref="SocketException">The connection is to be reset.</exception>
    public void Sent(ReadOnlySpan<byte> bytes)
    {
        // "100 Continue" is an answer, too: what follows then is no request.
        if (_answered && (bytes.StartsWith("GET "u8) || bytes.StartsWith("PUT "u8) || bytes.StartsWith("HEAD "u8)
            || bytes.StartsWith("POST "u8) || bytes.StartsWith("DELETE "u8)))
        {
            _answered = false;
            if (isToBeReset())
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }
        }
    }

    public void Answered(ReadOnlySpan<byte> bytes) => _answered = true;
}
