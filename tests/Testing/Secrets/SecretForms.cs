using System.Buffers.Text;
using System.Text;

namespace DtnBox.Testing;

/// <summary>The forms in which a secret may lie about: itself, and what encodings of bytes make of it.</summary>
/// <remarks>What escapes a text – JSON, addresses, HTML – is undone in the text instead: see <see cref="TextViews"/>.</remarks>
public static class SecretForms
{
    private const int BitsOfByte = 8;
    private const int BitsOfDigit = 6;

    /// <summary>The forms of a text; one of hex digits may also lie about as the bytes that it stands for.</summary>
    public static IEnumerable<string> Of(string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        IEnumerable<string> forms = [secret, .. OfBytes(Encoding.UTF8.GetBytes(secret))];
        return (secret.Length % 2 == 0 && secret.All(char.IsAsciiHexDigit)
            ? forms.Concat(OfBytes(Convert.FromHexString(secret)))
            : forms).Distinct(StringComparer.Ordinal);
    }

    /// <summary>The forms of bytes: themselves as Latin-1, hex, and base64 wherever in longer encoded bytes they begin.</summary>
    public static IEnumerable<string> OfBytes(byte[] secret)
    {
        yield return Encoding.Latin1.GetString(secret);
        yield return Convert.ToHexString(secret);
        yield return Convert.ToHexStringLower(secret);
        for (int before = 0; before < 3; before++)
        {
            byte[] shifted = [.. new byte[before], .. secret];
            // The first and last digits hold bits of the neighbours too.
            int first = ((before * BitsOfByte) + BitsOfDigit - 1) / BitsOfDigit;
            int end = shifted.Length * BitsOfByte / BitsOfDigit;
            yield return Convert.ToBase64String(shifted)[first..end];
            yield return Base64Url.EncodeToString(shifted)[first..end];
        }
    }
}
