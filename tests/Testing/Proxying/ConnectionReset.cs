using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace DtnBox.Testing;

internal static class ConnectionReset
{
    /// <summary>Ends the client's connection by a TCP reset, as a broken network path or a crashed server would.</summary>
    public static void Send(HttpContext context)
    {
        if (context.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        context.Abort();
    }
}
