using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace DtnBox.Receipts;

/// <summary>Signs receipts and checks signatures.</summary>
public static class ReceiptSigning
{
    public static ReceiptSignature Sign(ECDsa key, ReceiptSigner signer, string agent, string chain)
    {
        string keyId = Thumbprint(key);
        byte[] value = key.SignData(
            Message(signer, agent, keyId, chain), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new ReceiptSignature(
            signer.Role,
            signer.Node,
            agent,
            keyId,
            Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()),
            ReceiptFormat.Algorithm,
            Convert.ToBase64String(value));
    }

    /// <summary>What is wrong with a signature; null when it is right. Whose the key is, is for the reader to know.</summary>
    public static string? FaultOf(ReceiptSignature signature, string chain)
    {
        if (signature.Algorithm != ReceiptFormat.Algorithm)
        {
            return $"its algorithm '{signature.Algorithm}' is not known";
        }

        try
        {
            using ECDsa key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Bytes(signature.PublicKey), out _);
            if (Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()) != signature.PublicKey)
            {
                return "its key is not written as it should be";
            }

            string keyId = Thumbprint(key);
            if (keyId != signature.KeyId)
            {
                return $"its key is {keyId} and not {signature.KeyId}";
            }

            byte[] message = Message(new ReceiptSigner(signature.Role, signature.Node), signature.Agent, keyId, chain);
            return key.VerifyData(
                message, Bytes(signature.Value), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
                ? null
                : "it was not made with this key for this content";
        }
        catch (Exception garbled) when (garbled is FormatException or CryptographicException or PlatformNotSupportedException)
        {
            // The platform's word for a point that is not on the curve is that it does not support it.
            return $"it cannot be read: {garbled.Message}";
        }
    }

    /// <summary>The thumbprint of a P-256 key (RFC 7638).</summary>
    public static string Thumbprint(ECDsa key)
    {
        ECParameters parameters = key.ExportParameters(includePrivateParameters: false);
        if (parameters.Curve.Oid.Value != ECCurve.NamedCurves.nistP256.Oid.Value)
        {
            throw new CryptographicException("the key is not on the curve P-256");
        }

        string jwk = $"{{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"{Base64Url.EncodeToString(parameters.Q.X)}\","
            + $"\"y\":\"{Base64Url.EncodeToString(parameters.Q.Y)}\"}}";
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(jwk)));
    }

    /// <summary>What is signed. The first line keeps it apart from anything else the same key may ever sign.</summary>
    private static byte[] Message(ReceiptSigner signer, string agent, string keyId, string chain)
        => Encoding.UTF8.GetBytes($"{ReceiptFormat.Name}\n{signer.Role}\n{signer.Node}\n{agent}\n{keyId}\n{chain}\n");

    private static byte[] Bytes(string base64)
    {
        byte[] bytes = Convert.FromBase64String(base64);
        return Convert.ToBase64String(bytes) == base64 ? bytes : throw new FormatException("more than one text for the same bytes");
    }
}
