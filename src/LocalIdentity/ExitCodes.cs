namespace DtnBox.LocalIdentity;

/// <summary>How the program ends.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>What was asked for was refused; standard error says why.</summary>
    public const int Refused = 1;

    /// <summary>The settings or the state directory are wrong; standard error names each fault.</summary>
    public const int BadSettings = 2;
}
