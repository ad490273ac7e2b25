namespace DtnBox.Contracts.People;

/// <summary>What a personal API token may be used for. It never gives more than its owner's role does.</summary>
public enum TokenScope
{
    /// <summary>Reads whatever its owner may read.</summary>
    Read,

    /// <summary>Starts and steers transfers, schedules and key lists: all that any member may do.</summary>
    Transfer,

    /// <summary>Registers and changes nodes.</summary>
    Node,

    /// <summary>Looks after people.</summary>
    Admin,
}
