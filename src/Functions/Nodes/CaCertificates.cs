using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Api;

namespace DtnBox.Functions.Nodes;

/// <summary>The CA certificates that a store's owner entered.</summary>
internal static class CaCertificates
{
    private const int MostCharacters = 30_000;
    private const int Most = 10;
    private static readonly TimeSpan SoonExpired = TimeSpan.FromDays(30);

    public static void Check(string? pem, string field, FieldErrors errors)
    {
        if (pem is null)
        {
            return;
        }

        errors.Require(pem.Length <= MostCharacters, field, $"must have at most {MostCharacters:N0} characters.");
        errors.Require(
            !pem.Contains("PRIVATE KEY", StringComparison.Ordinal),
            field,
            "holds a private key, which must not leave its owner: send the certificate alone, and replace that key.");
        X509Certificate2Collection? found = TryRead(pem);
        errors.Require(
            found is { Count: > 0 and <= Most },
            field,
            $"must be 1 to {Most} certificates in PEM form: -----BEGIN CERTIFICATE----- and so on.");
        foreach (X509Certificate2 certificate in found ?? [])
        {
            errors.Require(
                certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(basic => basic.CertificateAuthority),
                field,
                $"holds the certificate of {certificate.Subject}, which is not that of a CA: send the one that signed it.");
        }
    }

    public static IReadOnlyList<CaCertificateView>? View(string? pem) => pem is null ? null :
    [
        .. TryRead(pem)!.Select(certificate => new CaCertificateView(
            certificate.Subject,
            new DateTimeOffset(certificate.NotAfter.ToUniversalTime()),
            Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)))),
    ];

    /// <summary>What should be looked at: trust that ends, or has ended.</summary>
    public static IEnumerable<string> Warnings(IReadOnlyList<CaCertificateView>? certificates, DateTimeOffset now)
        => from certificate in certificates ?? []
           where certificate.NotAfter < now + SoonExpired
           select certificate.NotAfter < now
               ? $"The CA certificate of {certificate.Subject} expired at {certificate.NotAfter:u}: the store is not trusted. Enter a new one."
               : $"The CA certificate of {certificate.Subject} expires at {certificate.NotAfter:u}: enter a new one before.";

    private static X509Certificate2Collection? TryRead(string pem)
    {
        var read = new X509Certificate2Collection();
        try
        {
            read.ImportFromPem(pem);
            return read;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
