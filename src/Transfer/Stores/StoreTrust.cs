using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DtnBox.Contracts.Stores;

namespace DtnBox.Transfer.Stores;

/// <summary>Decides whether the certificate that a store shows is its own.</summary>
/// <remarks>
/// What the system trusts is good. Beyond that, a chain that ends in one of the CAs entered at the store's node is good for
/// this store. A certificate for another name never is, and nothing can be switched off.
/// </remarks>
internal sealed class StoreTrust(StoreConnection connection)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly X509Certificate2Collection _own = OwnOf(connection);

    public SslClientAuthenticationOptions NewOptions() => new() { RemoteCertificateValidationCallback = Accept };

    private static X509Certificate2Collection OwnOf(StoreConnection connection)
    {
        var own = new X509Certificate2Collection();
        if (connection.CaCertificate is { } pem)
        {
            own.ImportFromPem(pem);
        }

        return own;
    }

    private bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (certificate is not X509Certificate2 shown)
        {
            throw new CertificateRefusedException(
                "it showed no certificate", $"The operator of {connection.Endpoint} must give the store one.");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            throw new CertificateRefusedException(
                $"its certificate is for {NamesIn(shown)} and not for {connection.Endpoint.Host}",
                $"Enter an address at the node that has one of these names, or let the operator of {connection.Endpoint} "
                + $"get a certificate for {connection.Endpoint.Host}.");
        }

        X509ChainStatusFlags own = StatusByOwn(shown, chain);
        return own == X509ChainStatusFlags.NoError ? true : throw Refusal(shown, own);
    }

    /// <summary>What is wrong with the chain when the node's CAs count as roots.</summary>
    private X509ChainStatusFlags StatusByOwn(X509Certificate2 shown, X509Chain? bySystem)
    {
        if (_own.Count == 0)
        {
            return Sum(bySystem);
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_own);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));

        // A site's own CA seldom has a responder, and an agent may have no way to one.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        foreach (X509ChainElement sent in bySystem?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(sent.Certificate);
        }

        if (bySystem is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(bySystem.ChainPolicy.ExtraStore);
        }

        return chain.Build(shown) ? X509ChainStatusFlags.NoError : Sum(chain);
    }

    private static X509ChainStatusFlags Sum(X509Chain? chain)
    {
        X509ChainStatusFlags all = (chain?.ChainStatus ?? []).Aggregate(
            X509ChainStatusFlags.NoError, (sum, status) => sum | status.Status);
        return all == X509ChainStatusFlags.NoError ? X509ChainStatusFlags.PartialChain : all;
    }

    private CertificateRefusedException Refusal(X509Certificate2 shown, X509ChainStatusFlags status)
    {
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            return new CertificateRefusedException(
                $"its certificate, or one that signed it, is not valid now (it is good from {shown.NotBefore:u} to {shown.NotAfter:u})",
                $"The operator of {connection.Endpoint} must renew it; or the clock of this host is wrong.");
        }

        string entered = _own.Count == 0
            ? "none is entered at its node"
            : $"and not by what is entered at its node ({string.Join("; ", _own.Select(ca => ca.Subject))})";
        return new CertificateRefusedException(
            $"its certificate was signed by a CA that is not known here ({shown.Issuer}), {entered}",
            $"If {connection.Endpoint} uses its site's own CA, enter that CA's certificate at the node: dtnbox node ca NODE FILE.");
    }

    private static string NamesIn(X509Certificate2 shown)
    {
        string[] names =
        [
            .. shown.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension =>
                extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString()))),
        ];
        return names.Length > 0 ? string.Join(", ", names) : shown.Subject;
    }
}

/// <summary>A store showed a certificate that is not good; the message is the cause, in words for a sentence.</summary>
internal sealed class CertificateRefusedException(string cause, string nextStep) : Exception(cause)
{
    /// <summary>Gets what helps, and who must do it.</summary>
    public string NextStep { get; } = nextStep;
}
