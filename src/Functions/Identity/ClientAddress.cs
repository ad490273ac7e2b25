using System.Net;

namespace DtnBox.Functions.Identity;

/// <summary>The address that a request came from.</summary>
/// <remarks>
/// The peer of this process is always its Functions host, on loopback. The host writes the address of its own peer into
/// X-Forwarded-For; whatever a client sent there is replaced or stands before it, so the last hop alone is true. Behind
/// a further proxy it is that proxy's address, and all who come through it share a limit.
/// </remarks>
internal static class ClientAddress
{
    public static string Of(HttpRequest request)
    {
        string? hops = request.Headers["X-Forwarded-For"].LastOrDefault();
        string last = hops is null ? string.Empty : hops[(hops.LastIndexOf(',') + 1)..].Trim();

        // Azure's front end adds the port, which is another one for each connection.
        return IPEndPoint.TryParse(last, out IPEndPoint? address)
            ? address.Address.ToString()
            : request.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "unknown";
    }
}
