namespace DtnBox.Cli.Hub;

/// <summary>An order that the host has taken.</summary>
/// <param name="InstanceId">Whom it is for.</param>
/// <param name="Order">What the management API calls it.</param>
/// <param name="RuntimeStatus">What came of it; null when nobody waited for that.</param>
internal sealed record HubOrder(string InstanceId, string Order, string? RuntimeStatus);
