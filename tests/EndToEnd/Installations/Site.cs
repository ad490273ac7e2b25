using DtnBox.Contracts.Commands;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Installations;

/// <summary>A research site: a node, its store behind a proxy that sees and can break everything, and its agent.</summary>
internal sealed class Site(string id, string bucket, S3User user, FaultProxy proxy) : IAsyncDisposable
{
    public string Id => id;

    public string Bucket => bucket;

    public S3User User => user;

    public FaultProxy Proxy => proxy;

    public ChildProcess? Agent { get; set; }

    /// <summary>Gets or sets what stands between its agent and the control plane, if that is recorded.</summary>
    public ControlPlaneRecorder? Recorder { get; set; }

    public Location At(string prefix = "") => new(id, bucket, prefix);

    public async ValueTask DisposeAsync()
    {
        if (Agent is not null)
        {
            await Agent.DisposeAsync();
        }

        if (Recorder is not null)
        {
            await Recorder.DisposeAsync();
        }

        await proxy.DisposeAsync();
    }
}
