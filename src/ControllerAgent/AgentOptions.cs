namespace DtnBox.ControllerAgent;

/// <summary>How one agent reaches its control plane. Bound from the <c>Agent</c> section; checked at start.</summary>
public sealed class AgentOptions
{
    public const string Section = "Agent";

    /// <summary>Gets or sets the control plane's address, as people open it. Required; https, or http on this machine.</summary>
    public Uri? ControlPlane { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether plain http to another machine is accepted. Default false: the agent's
    /// commands carry the keys of stores.
    /// </summary>
    public bool AllowInsecureControlPlane { get; set; }

    /// <summary>
    /// Gets or sets the directory of the agent's key pair and identity. Default <c>/var/lib/dtnbox-agent</c>. Keep it:
    /// an agent that lost it has to be enrolled anew.
    /// </summary>
    public string StateDirectory { get; set; } = "/var/lib/dtnbox-agent";

    /// <summary>
    /// Gets or sets a directory on the disk that the store keeps its data on, when that is this machine's: then the node
    /// shows how much room there is. No default, because a store is often elsewhere.
    /// </summary>
    public string? StoreDirectory { get; set; }

    /// <summary>Gets or sets the one-time code of <c>dtnbox node enroll</c>. Needed at the first start only.</summary>
    public string? EnrollmentCode { get; set; }

    /// <summary>Gets or sets how many commands run at once, 1 to 32. Default 8.</summary>
    public int MaxCommands { get; set; } = 8;

    /// <summary>
    /// Gets or sets the gap between progress reports, 0.1 to 5 seconds. Default 1 s; a stop takes effect within two of
    /// them, and a lease lasts 30 s without any.
    /// </summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(1);
}
