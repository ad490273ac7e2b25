using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace DtnBox.Testing;

/// <summary>Ports for programs that must be told one. Prefer port 0 where the program can say what it got.</summary>
public static class FreePort
{
    // Below the range from which the kernel takes ports for outgoing connections: none of those can take the port
    // between our look and the program's bind.
    private const int First = 20000;
    private const int End = 32000;

    public static int Next()
    {
        while (true)
        {
            int port = RandomNumberGenerator.GetInt32(First, End);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Somebody listens there: try another.
            }
        }
    }
}
