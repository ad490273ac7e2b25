namespace DtnBox.Functions.Identity;

/// <summary>The address that a request came from.</summary>
/// <remarks>
/// The peer of this process is always its Functions host, on loopback. The host writes the address of its own peer into
/// X-Forwarded-For; whatever a client sent there is replaced or stands before it, so the last hop alone is true, and the
/// middleware for forwarded headers has put it in place of the host's. Behind a further proxy it is that proxy's address,
/// and all who come through it share a limit.
/// </remarks>
internal static class ClientAddress
{
    public static string Of(HttpRequest request)
        => request.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "unknown";
}
