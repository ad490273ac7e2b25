using System.Security.Cryptography;
using System.Text;

namespace DtnBox.Functions.Users;

/// <summary>A text that names a row and proves that its bearer may use it: <c>PREFIX_ID_SECRET</c>.</summary>
/// <remarks>The row is found by the id and holds a hash; SHA-256 is enough, as the secret has 160 random bits.</remarks>
internal sealed record IdAndSecret(string Id, string Secret)
{
    private const int IdBytes = 8;
    private const int SecretBytes = 20;

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Secret)));

    public static IdAndSecret New() => new(Random(IdBytes), Random(SecretBytes));

    /// <summary>Reads a text as <see cref="Write"/> makes it; null for anything else.</summary>
    public static IdAndSecret? Read(string prefix, string text)
        => text.StartsWith(prefix, StringComparison.Ordinal)
            && text[prefix.Length..].Split('_') is [{ Length: IdBytes * 2 } id, { Length: SecretBytes * 2 } secret]
            && id.All(char.IsAsciiHexDigitLower) && secret.All(char.IsAsciiHexDigitLower)
            ? new IdAndSecret(id, secret)
            : null;

    public string Write(string prefix) => $"{prefix}{Id}_{Secret}";

    /// <summary>Compares in constant time.</summary>
    public bool Matches(string hash)
        => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash), Encoding.ASCII.GetBytes(hash));

    public override string ToString() => Id;

    private static string Random(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));
}
