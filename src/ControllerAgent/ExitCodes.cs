namespace DtnBox.ControllerAgent;

/// <summary>How the process ends.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>A defect of the agent; the log has it.</summary>
    public const int Broken = 1;

    /// <summary>A setting is wrong, or the state directory cannot be used.</summary>
    public const int BadSettings = 2;

    /// <summary>There is no identity, and the control plane gave none.</summary>
    public const int NotEnrolled = 3;

    /// <summary>The agent was revoked: starting it again changes nothing, only a new enrolment does.</summary>
    public const int Revoked = 4;
}
