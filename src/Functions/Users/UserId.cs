using System.Security.Cryptography;

namespace DtnBox.Functions.Users;

/// <summary>The ids of users: <c>u-</c> and 16 hex digits. Service accounts may not be called like that.</summary>
internal static class UserId
{
    private const string Prefix = "u-";
    private const int Length = 18;

    public static string New() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public static bool Is(string text)
        => text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal)
            && text.Skip(Prefix.Length).All(char.IsAsciiHexDigitLower);
}
