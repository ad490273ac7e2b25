using System.Net;
using System.Net.Sockets;
using DtnBox.Contracts.Nodes;

namespace DtnBox.Functions.Nodes;

/// <summary>What is allowed about a store and yet should be looked at.</summary>
internal static class StoreWarnings
{
    public static IReadOnlyList<string>? For(StoreView store, DateTimeOffset now)
    {
        List<string> warnings = [.. CaCertificates.Warnings(store.CaCertificates, now)];
        if (store.Endpoint.Scheme == Uri.UriSchemeHttp && !IsNearby(store.Endpoint))
        {
            warnings.Add(
                $"{store.Endpoint} is plain http beyond a private network: data, and requests that are good for an hour, can be "
                + "read on the way. Give the store a certificate and enter an https address.");
        }

        if (store.Endpoint.Scheme == Uri.UriSchemeHttp && store.CaCertificates is not null)
        {
            warnings.Add("A CA certificate is entered, and means nothing for an http address.");
        }

        return warnings.Count == 0 ? null : warnings;
    }

    /// <summary>Loopback, a private or link-local address, or a name without a dot, which only a site's own network knows.</summary>
    private static bool IsNearby(Uri endpoint)
    {
        if (!IPAddress.TryParse(endpoint.DnsSafeHost, out IPAddress? address))
        {
            return endpoint.IsLoopback || !endpoint.Host.Contains('.', StringComparison.Ordinal);
        }

        if (IPAddress.IsLoopback(address))
        {
            return true;
        }

        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal;
        }

        byte[] bytes = address.GetAddressBytes();
        return bytes[0] == 10
            || (bytes[0] == 172 && bytes[1] is >= 16 and <= 31)
            || (bytes[0] == 192 && bytes[1] == 168)
            || (bytes[0] == 169 && bytes[1] == 254);
    }
}
