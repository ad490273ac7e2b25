using Microsoft.AspNetCore.Http;

namespace DtnBox.Testing;

/// <summary>One request that came to a <see cref="FaultProxy"/>. It is listed from its arrival on and fills as it goes.</summary>
public sealed class ProxiedRequest(string method, string rawTarget, IHeaderDictionary headers)
{
    private long _bytesSent;
    private long _bytesReceived;

    public string Method => method;

    /// <summary>Path and query exactly as the client sent them.</summary>
    public string RawTarget => rawTarget;

    public string RawPath => rawTarget.Split('?', 2)[0];

    /// <summary>The raw query without its question mark; empty if there is none.</summary>
    public string RawQuery => rawTarget.Contains('?', StringComparison.Ordinal) ? rawTarget.Split('?', 2)[1] : "";

    /// <summary>The client's headers: to decide on a fault, not after the request has ended.</summary>
    public IHeaderDictionary Headers => headers;

    /// <summary>Its body as text, if the proxy reads bodies.</summary>
    public string Body { get; internal set; } = "";

    /// <summary>What the server answered; null if it was not asked or did not answer.</summary>
    public int? UpstreamStatus { get; internal set; }

    /// <summary>The fault that befell it, if any.</summary>
    public Fault? Fault { get; internal set; }

    /// <summary>Body bytes passed on to the server.</summary>
    public long RequestBytes => Interlocked.Read(ref _bytesSent);

    /// <summary>Body bytes of the server's answer passed on to the client.</summary>
    public long ResponseBytes => Interlocked.Read(ref _bytesReceived);

    /// <summary>Whether the server's answer went to the client whole.</summary>
    public bool Delivered { get; internal set; }

    /// <summary>Whether the proxy is done with it, well or badly.</summary>
    public bool Ended { get; internal set; }

    public override string ToString() => $"{Method} {RawTarget} → {UpstreamStatus?.ToString() ?? "no answer"}";

    internal void CountSent(int bytes) => Interlocked.Add(ref _bytesSent, bytes);

    internal void CountReceived(int bytes) => Interlocked.Add(ref _bytesReceived, bytes);
}
