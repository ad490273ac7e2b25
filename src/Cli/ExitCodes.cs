namespace DtnBox.Cli;

/// <summary>How every command ends. Scripts depend on these numbers: add, never renumber.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>The transfer or the operation failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line, or the request made from it, is not right.</summary>
    public const int Usage = 2;

    /// <summary>Not signed in, or not allowed.</summary>
    public const int Denied = 3;

    public const int NotFound = 4;

    /// <summary>It clashes with what is there: an id that is taken, an order the state does not allow.</summary>
    public const int Conflict = 5;

    public const int Unreachable = 6;

    /// <summary>The transfer ended, and some objects failed.</summary>
    public const int SucceededWithErrors = 7;

    /// <summary>The transfer that was watched was stopped.</summary>
    public const int Stopped = 8;

    /// <summary>The transfer that was watched waits for a person: a store as a whole refuses or is full.</summary>
    public const int Parked = 9;

    /// <summary>Ctrl+C, as shells number it. A watched transfer goes on.</summary>
    public const int Interrupted = 130;
}
