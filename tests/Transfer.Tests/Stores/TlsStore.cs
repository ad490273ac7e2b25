using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DtnBox.Transfer.Tests.Stores;

/// <summary>A store behind TLS on loopback, with a certificate of a CA that only this test knows.</summary>
internal sealed class TlsStore : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TlsStore(WebApplication app, string caPem)
    {
        _app = app;
        CaPem = caPem;
    }

    public Uri Address => new(_app.Urls.Single());

    public string CaPem { get; }

    /// <summary>Starts one that answers an empty listing to whatever it is asked.</summary>
    /// <param name="name">What its certificate is for.</param>
    /// <param name="validFor">How long from now on it is good; negative for one that has expired.</param>
    public static async Task<TlsStore> StartAsync(string name = "127.0.0.1", TimeSpan? validFor = null)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using ECDsa caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 ca = NewCa(caKey, now);
        X509Certificate2 server = NewServer(name, ca, now, now + (validFor ?? TimeSpan.FromDays(1)));
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(server)));
        WebApplication app = builder.Build();
        app.Run(context =>
        {
            context.Response.ContentType = "application/xml";
            return context.Response.WriteAsync(
                """<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>false</IsTruncated></ListBucketResult>""");
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TlsStore(app, ca.ExportCertificatePem());
    }

    /// <summary>The certificate of another CA.</summary>
    public static string OtherCaPem()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 ca = NewCa(key, TimeProvider.System.GetUtcNow());
        return ca.ExportCertificatePem();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static X509Certificate2 NewCa(ECDsa key, DateTimeOffset now)
    {
        var request = new CertificateRequest($"CN=test CA {Guid.NewGuid():N}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request.CreateSelfSigned(now.AddDays(-10), now.AddDays(10));
    }

    private static X509Certificate2 NewServer(string name, X509Certificate2 ca, DateTimeOffset now, DateTimeOffset until)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out IPAddress? address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using X509Certificate2 signed = request.Create(ca, now.AddDays(-9), until, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
