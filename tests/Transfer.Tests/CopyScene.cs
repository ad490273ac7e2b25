using System.Security.Cryptography;
using Amazon.S3.Model;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.Testing;
using DtnBox.Transfer.Copying;
using DtnBox.Transfer.Keyless;
using DtnBox.Transfer.Stores;
using DtnBox.Transfer.Verifying;

namespace DtnBox.Transfer.Tests;

/// <summary>One chunk between two fresh buckets, each behind a proxy that counts and breaks requests.</summary>
internal sealed class CopyScene : IAsyncDisposable
{
    public const int PartSize = 5 * 1024 * 1024;
    public const string TransferId = "transfer";

    private readonly S3Server _server;
    private readonly string _toBucket;

    private CopyScene(S3Server server, FaultProxy from, FaultProxy to, string fromBucket, string toBucket)
    {
        _server = server;
        FromProxy = from;
        ToProxy = to;
        From = new Location("a", fromBucket, "in/");
        To = new Location("b", toBucket, "out/");
        _toBucket = toBucket;
        Limits = new TransferLimits(Microsoft.Extensions.Options.Options.Create(Options), TimeProvider.System);
        Source = NewStore(from.Address, server.User);
        Destination = NewStore(to.Address, server.User);
    }

    /// <summary>Gets options that make a try quick and a 5 MiB object large.</summary>
    public TransferOptions Options { get; } = new()
    {
        MultipartThresholdBytes = PartSize,
        MinimumPartSizeBytes = PartSize,
        FirstRetryDelay = TimeSpan.FromMilliseconds(5),
        LedgerInterval = TimeSpan.FromMilliseconds(50),
    };

    public FaultProxy FromProxy { get; }

    public FaultProxy ToProxy { get; }

    public Location From { get; }

    public Location To { get; private set; }

    public ObjectStore Source { get; private set; }

    public ObjectStore Destination { get; private set; }

    public MemoryLedger Ledger { get; } = new();

    public ChunkProgress Progress { get; private set; } = new();

    public TransferSettings Settings { get; set; } = new();

    /// <summary>Gets what holds during the last copy or read-back.</summary>
    public TransferLimits Limits { get; private set; }

    /// <summary>Gets or sets the clock of the tuner and of bandwidth caps.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets the bandwidth caps that a copy or read-back begins under.</summary>
    public BandwidthCaps? Caps { get; set; }

    public StoreCapabilities Capabilities { get; set; }
        = new(true, true, true, true, Tagging: true, AddedHeaders.RefusedIfNamed);

    /// <summary>Gets or sets a value indicating whether the copy has the source's keys only.</summary>
    public bool Keyless { get; set; }

    /// <summary>Gets or sets which round of an attempt the next copy is.</summary>
    public int Round { get; set; } = 1;

    /// <summary>Gets the requests that carried object bytes to the destination.</summary>
    public IReadOnlyList<ProxiedRequest> Puts => [.. ToProxy.Requests.Where(request => request.Method == "PUT")];

    /// <summary>Gets the PUTs that the destination acknowledged, told to us or not.</summary>
    public IReadOnlyList<string> Acknowledged
        => [.. Puts.Where(request => request.UpstreamStatus == 200).Select(request => request.RawTarget)];

    public static async Task<CopyScene> NewAsync(S3Server server) => new(
        server,
        await FaultProxy.StartAsync(server.Endpoint),
        await FaultProxy.StartAsync(server.Endpoint),
        await server.NewBucketAsync(),
        await server.NewBucketAsync());

    public static StoreConnection Connection(Uri endpoint, S3User user)
        => new(endpoint, "us-east-1", AddressingStyle.Path, user.AccessKey, user.SecretKey);

    public ObjectStore NewStore(Uri endpoint, S3User user)
        => new(Connection(endpoint, user), Options, TimeProvider.System);

    /// <summary>From now on, copies into this bucket of this store.</summary>
    public void Redirect(string bucket, ObjectStore store)
    {
        Destination.Dispose();
        Destination = store;
        To = To with { Bucket = bucket };
    }

    public void UseIdleTimeout(TimeSpan idleTimeout)
    {
        Options.IdleTimeout = idleTimeout;
        Connect(FromProxy.Address, ToProxy.Address);
    }

    /// <summary>From now on without the proxies, which take ASCII headers only.</summary>
    public void UseNoProxies() => Connect(_server.Endpoint, _server.Endpoint);

    /// <summary>Puts a source object and plans it.</summary>
    public async Task<byte[]> AddAsync(string key, int size)
    {
        byte[] content = RandomNumberGenerator.GetBytes(size);
        PlannedObject planned = await PutAsync(From.Bucket, From.Prefix + key, content);
        await Ledger.AppendAsync(LedgerStreams.Plan, [planned], CancellationToken.None);
        return content;
    }

    public async Task<PlannedObject> PutAsync(string bucket, string key, byte[] content)
    {
        var put = new PutObjectRequest { BucketName = bucket, Key = key, InputStream = new MemoryStream(content) };
        string etag = (await _server.Client.PutObjectAsync(put)).ETag.Trim('"');
        return new PlannedObject(key, content.Length, etag);
    }

    /// <summary>Puts an object with our own client, because the SDK cannot write every key.</summary>
    public Task PutByUsAsync(
        string bucket, string key, byte[] content, params KeyValuePair<string, string>[] metadata) => Source.PutAsync(
        bucket, key, metadata, new BytesBody(content), careful: false, CancellationToken.None);

    /// <summary>Lists the source into the plan.</summary>
    public async Task PlanAllAsync()
    {
        (IReadOnlyList<PlannedObject> objects, _) = await Source.ListAsync(
            From.Bucket, From.Prefix, after: null, maxKeys: 1000, CancellationToken.None);
        await Ledger.AppendAsync(LedgerStreams.Plan, objects, CancellationToken.None);
    }

    public async Task<IReadOnlyList<string>> ListCopiesAsync()
    {
        (IReadOnlyList<PlannedObject> objects, _) = await Destination.ListAsync(
            To.Bucket, To.Prefix, after: null, maxKeys: 1000, CancellationToken.None);
        return [.. objects.Select(found => found.Key)];
    }

    public Task<byte[]> ReadCopyAsync(string key) => ReadAsync(To.Bucket, To.Prefix + key);

    public async Task<byte[]> ReadAsync(string bucket, string key)
    {
        using GetObjectResponse found = await _server.Client.GetObjectAsync(bucket, key);
        var content = new MemoryStream();
        await found.ResponseStream.CopyToAsync(content);
        return content.ToArray();
    }

    public async Task<ChunkResult> CopyAsync(
        bool recopy = false, CancellationToken stop = default, CancellationToken kill = default)
    {
        Progress = new ChunkProgress();
        ToProxy.ClearRequests();
        FromProxy.ClearRequests();
        var copier = new ChunkCopier(NewLimits(), Microsoft.Extensions.Options.Options.Create(Options), TimeProvider.System);
        var input = new CopyChunkInput(
            From, To, Settings, Chunk: 0, Capabilities, recopy, TransferId: TransferId, Keyless: Keyless, Round: Round);
        using ObjectStore? withoutKeys = Keyless ? NewStoreWithoutKeys() : null;
        return await copier.CopyAsync(input, Source, withoutKeys ?? Destination, Ledger, Progress, stop, kill);
    }

    /// <summary>The destination as the source's agent knows it.</summary>
    public ObjectStore NewStoreWithoutKeys()
        => new(Connection(Destination.Endpoint, _server.User).WithoutKeys(), Options, TimeProvider.System);

    /// <summary>The destination's agent signs what was described.</summary>
    public Task<SignChunkResult> SignAsync(int seconds = 3600)
        => new ChunkSigner(Microsoft.Extensions.Options.Options.Create(Options), TimeProvider.System).SignAsync(
            new SignChunkInput(From.Prefix, To, Chunk: 0, Capabilities, seconds), Destination, Ledger, CancellationToken.None);

    public async Task<ChunkResult> VerifyAsync(string? pacedBy = null, CancellationToken stop = default)
    {
        Progress = new ChunkProgress();
        ToProxy.ClearRequests();
        var verifier = new ChunkVerifier(NewLimits(), Microsoft.Extensions.Options.Options.Create(Options), TimeProvider.System);
        var input = new VerifyChunkInput(From.Prefix, To, Chunk: 0, Settings.Kind, pacedBy, Completes: Keyless);
        return await verifier.VerifyAsync(input, Destination, Ledger, Progress, stop, CancellationToken.None);
    }

    /// <summary>Copies until the condition holds, then dies like a killed process: what waits for the ledger is lost.</summary>
    public async Task CopyAndDieAsync(Func<bool> when, TimeSpan? ledgerInterval = null)
    {
        TimeSpan interval = Options.LedgerInterval;
        Options.LedgerInterval = ledgerInterval ?? TimeSpan.FromSeconds(30);
        using var kill = new CancellationTokenSource();
        Task<ChunkResult> copy = CopyAsync(kill: kill.Token);
        await Eventually.ThatAsync(() => when() || copy.IsCompleted, TimeSpan.FromSeconds(30), "the moment to die");
        await kill.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => copy);
        Options.LedgerInterval = interval;
    }

    public IReadOnlyList<CopiedObject> CopiedLines => Ledger.Lines<CopiedObject>(LedgerStreams.Copied);

    public IReadOnlyList<VerifiedObject> VerifiedLines => Ledger.Lines<VerifiedObject>(LedgerStreams.Verified);

    public IReadOnlyList<UploadLine> UploadLines => Ledger.Lines<UploadLine>(LedgerStreams.Uploads);

    public static string Sha256(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public async ValueTask DisposeAsync()
    {
        // The test server keeps everything in memory, for as many runs as it lives.
        using ObjectStore store = NewStore(_server.Endpoint, _server.User);
        await DeleteBigOnesAsync(store, From.Bucket);
        await DeleteBigOnesAsync(store, _toBucket);
        Source.Dispose();
        Destination.Dispose();
        Limits.Dispose();
        await FromProxy.DisposeAsync();
        await ToProxy.DisposeAsync();
    }

    private static async Task DeleteBigOnesAsync(ObjectStore store, string bucket)
    {
        (IReadOnlyList<PlannedObject> objects, _) = await store.ListAsync(
            bucket, prefix: "", after: null, maxKeys: 1000, CancellationToken.None);
        foreach (PlannedObject big in objects.Where(found => found.Size >= 1024 * 1024))
        {
            await store.DeleteAsync(bucket, big.Key, CancellationToken.None);
        }
    }

    private void Connect(Uri from, Uri to)
    {
        Source.Dispose();
        Source = NewStore(from, _server.User);
        Redirect(To.Bucket, NewStore(to, _server.User));
    }

    private TransferLimits NewLimits()
    {
        Limits.Dispose();
        Limits = new TransferLimits(Microsoft.Extensions.Options.Options.Create(Options), Time);
        if (Caps is { } caps)
        {
            Limits.Apply(caps);
        }

        return Limits;
    }
}
