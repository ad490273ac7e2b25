namespace DtnBox.Contracts.Ledger;

/// <summary>What travels with an object where both stores have it, and is named where one of them has not.</summary>
public static class ObjectProperties
{
    /// <summary>The object's tags: the destination lacks or refuses them, or they may not be read.</summary>
    public const string Tags = "tags";

    /// <summary>User metadata that the source store has but cannot put into an HTTP header.</summary>
    public const string Metadata = "metadata";
}
