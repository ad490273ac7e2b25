using System.Security.Cryptography;
using System.Text;
using DtnBox.Receipts;

namespace DtnBox.Functions.Agents;

/// <summary>Public keys of agents, as base64 of their SubjectPublicKeyInfo.</summary>
internal static class AgentPublicKey
{
    public static bool IsP256(string publicKey)
    {
        try
        {
            using ECDsa key = Import(publicKey);
            return key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value
                == ECCurve.NamedCurves.nistP256.Oid.Value;
        }
        catch (Exception notAKey) when (notAKey is FormatException or CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Whether a key signed a statement; what cannot be read has signed nothing.</summary>
    public static bool HasSigned(string publicKey, string statement, string signature)
    {
        try
        {
            using ECDsa key = Import(publicKey);
            return key.VerifyData(
                Encoding.UTF8.GetBytes(statement),
                Convert.FromBase64String(signature),
                HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception unreadable) when (unreadable is FormatException or CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The thumbprint of a key, as receipts name it; null for what cannot be read.</summary>
    public static string? KeyId(string publicKey)
    {
        try
        {
            using ECDsa key = Import(publicKey);
            return ReceiptSigning.Thumbprint(key);
        }
        catch (Exception unreadable) when (unreadable is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static ECDsa Import(string publicKey)
    {
        ECDsa key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
        return key;
    }
}
