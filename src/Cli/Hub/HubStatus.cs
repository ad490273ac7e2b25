namespace DtnBox.Cli.Hub;

/// <summary>The runtime states of an instance, spelled as the management API wants them.</summary>
internal enum HubStatus
{
    Pending,
    Running,
    Suspended,
    ContinuedAsNew,
    Completed,
    Failed,
    Terminated,
    Canceled,
}
