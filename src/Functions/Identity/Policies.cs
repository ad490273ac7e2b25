namespace DtnBox.Functions.Identity;

/// <summary>What a caller must be. Every endpoint names one; the fallback lets nobody in.</summary>
internal static class Policies
{
    /// <summary>Anybody who is signed in: own transfers, reading nodes.</summary>
    public const string Member = nameof(Member);

    /// <summary>Registers and changes nodes.</summary>
    public const string Operator = nameof(Operator);

    /// <summary>Looks after people, and sees what everybody did.</summary>
    public const string Administrator = nameof(Administrator);

    /// <summary>An enrolled agent; what it may see is decided by its node.</summary>
    public const string Agent = nameof(Agent);
}
