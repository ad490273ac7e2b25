namespace DtnBox.Functions.Users;

/// <summary>What personal API tokens are like.</summary>
internal static class PersonalToken
{
    /// <summary>Secret scanners find them by <c>dtn_[0-9a-f]{16}_[0-9a-f]{40}</c>.</summary>
    public const string Prefix = "dtn_";

    /// <summary>How many one person may have; expired ones count until they are revoked.</summary>
    public const int Most = 50;

    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(366);
}
