namespace DtnBox.FunctionsHost.Handler;

/// <summary>The headers by which a handler knows that a request passed through a Functions host.</summary>
internal static class HostMarks
{
    public const string InvocationId = "X-Azure-Functions-InvocationId";
    public const string HostVersion = "X-Azure-Functions-HostVersion";

    /// <summary>Only on proxied requests: how the handler tells them from the host's own invocations.</summary>
    public const string ProxiedInvocationId = "x-ms-invocation-id";

    /// <summary>The level of the real host's protocol that this one speaks.</summary>
    public const string Version = "4.1037.0.0";
}
