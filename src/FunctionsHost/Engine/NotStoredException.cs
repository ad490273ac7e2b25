namespace DtnBox.FunctionsHost.Engine;

/// <summary>Storage failed; whether the change was stored is not known.</summary>
internal sealed class NotStoredException(string instanceId, Exception reason)
    : Exception($"The change of instance {instanceId} may not be stored: {reason.Message}", reason);
