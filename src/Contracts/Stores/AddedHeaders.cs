namespace DtnBox.Contracts.Stores;

/// <summary>
/// What a store does with headers that somebody adds to an address which another has signed. Whoever may add
/// <c>x-amz-copy-source</c> to the address of one object can have the store fill it from any other.
/// </summary>
public enum AddedHeaders
{
    /// <summary>Nobody has tried.</summary>
    Unknown,

    /// <summary>It refuses or ignores them.</summary>
    Refused,

    /// <summary>It takes them, unless the signature covers that they are absent.</summary>
    RefusedIfNamed,

    /// <summary>It takes them: nothing may be signed for anybody else.</summary>
    Taken,
}
