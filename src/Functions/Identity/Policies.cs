namespace DtnBox.Functions.Identity;

/// <summary>What a caller must be. Every endpoint names one; the fallback lets nobody in.</summary>
/// <remarks>A personal API token must have a scope for it, too: <see cref="PersonRequirement"/> says which.</remarks>
internal static class Policies
{
    /// <summary>Anybody whom a provider vouches for, also before they are let in: signing up.</summary>
    public const string SignedIn = nameof(SignedIn);

    /// <summary>Anybody who was let in: own transfers, reading nodes.</summary>
    public const string Member = nameof(Member);

    /// <summary>Gives and takes rights at a node: its owner at any role, but no API token that is for transfers only.</summary>
    public const string Grantor = nameof(Grantor);

    /// <summary>Registers and changes nodes.</summary>
    public const string Operator = nameof(Operator);

    /// <summary>Looks after people, and sees what everybody did.</summary>
    public const string Administrator = nameof(Administrator);

    /// <summary>An enrolled agent; what it may see is decided by its node.</summary>
    public const string Agent = nameof(Agent);
}
