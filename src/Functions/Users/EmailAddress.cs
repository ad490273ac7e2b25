namespace DtnBox.Functions.Users;

/// <summary>How e-mail addresses are compared: without regard to case, as every provider of them does.</summary>
internal static class EmailAddress
{
    private const int Longest = 256;

    /// <summary>Whether somebody means an address rather than an id: no id has an @.</summary>
    public static bool Is(string text) => text.Contains('@', StringComparison.Ordinal);

    /// <summary>The one way to write an address; null when it can be none.</summary>
    public static string? Normal(string text)
    {
        string address = text.Trim().ToLowerInvariant();
        int at = address.LastIndexOf('@');
        return at > 0 && at < address.Length - 1 && address.Length <= Longest
            && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            ? address
            : null;
    }
}
