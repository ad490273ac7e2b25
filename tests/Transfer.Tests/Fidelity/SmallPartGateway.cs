using DtnBox.Testing;

namespace DtnBox.Transfer.Tests.Fidelity;

/// <summary>A second S3 gateway of the test cluster, with the same buckets, that takes smaller parts than S3 does.</summary>
internal sealed class SmallPartGateway : IAsyncDisposable
{
    private readonly ChildProcess _gateway;

    private SmallPartGateway(ChildProcess gateway, Uri address)
    {
        _gateway = gateway;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<SmallPartGateway> StartAsync(S3Server server, int smallestPart)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}/");
        var gateway = new SmallPartGateway(
            ChildProcess.Start(
                "radosgw",
                [
                    "--conf", server.Configuration, "--name", "client.rgw", "-d", "--no-mon-config",
                    "--rgw-frontends", $"beast endpoint={address.Authority}",
                    "--rgw-multipart-min-part-size", $"{smallestPart}",
                ]),
            address);
        await gateway._gateway.WaitForHttpAsync(address, TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        return gateway;
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();
}
