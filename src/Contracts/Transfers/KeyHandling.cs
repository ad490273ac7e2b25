namespace DtnBox.Contracts.Transfers;

/// <summary>Whether an agent gets the keys of the other side's store.</summary>
public enum KeyMode
{
    /// <summary>The agents that copy have the keys of both stores.</summary>
    Shared,

    /// <summary>No agent gets another node's keys: the destination's agents sign for what the source's agents send.</summary>
    Keyless,
}

/// <summary>How a transfer handles the stores' keys. It is decided when the transfer is made, and stays.</summary>
/// <param name="Mode">Which way.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record KeyHandling(KeyMode Mode, string Reason);
