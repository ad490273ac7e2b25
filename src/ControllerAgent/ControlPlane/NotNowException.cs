namespace DtnBox.ControllerAgent.ControlPlane;

/// <summary>The control plane cannot be reached or cannot answer now; the same request may work later.</summary>
internal sealed class NotNowException(string message, TimeSpan? retryAfter = null, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>Gets how long the control plane asked to be left alone, if it did.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
