using DtnBox.CopyBench.Data;
using DtnBox.CopyBench.Figures;
using DtnBox.CopyBench.Invented;
using DtnBox.CopyBench.Subjects;
using DtnBox.CopyBench.Wan;
using DtnBox.Measuring;
using DtnBox.Testing;

namespace DtnBox.CopyBench;

/// <summary>Measures one comparison after the other, and prints each as soon as it is known.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private const long WanBytesPerSecond = 30 * 1024 * 1024;
    private const int ResetEvery = 1000;
    private const int WarmUpObjects = 1000;

    private static readonly TimeSpan WanDelay = TimeSpan.FromMilliseconds(25);

    private readonly BenchArguments _arguments;
    private readonly Scale _scale;
    private readonly S3Server _server = new();
    private readonly Buckets _buckets;
    private readonly Datasets _datasets;
    private readonly FigureTable _figures = new();
    private readonly RcloneSubject _rclone;
    private readonly EngineSubject _engine;
    private readonly EngineSubject _readBack;
    private readonly DurableSubject _durable;
    private readonly DurableSubject? _sharedKeys;

    public Bench(BenchArguments arguments)
    {
        _arguments = arguments;
        Scale scale = arguments.IsQuick ? Scale.Quick : Scale.Full;
        _scale = scale with { Rounds = arguments.Rounds ?? scale.Rounds };
        _buckets = new Buckets(_server);
        _datasets = new Datasets(_server, _buckets);
        _rclone = new RcloneSubject(_server.User);
        _engine = new EngineSubject(_server.User, readBack: false);
        _readBack = new EngineSubject(_server.User, readBack: true);
        _durable = new DurableSubject(_server.User);
        _sharedKeys = arguments.SharedKeys ? new DurableSubject(_server.User, sharesKeys: true) : null;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Machine.Describe(Console.Out);
        Console.WriteLine($"rclone's flags: {string.Join(' ', RcloneSubject.Flags)}");
        Console.WriteLine($"Median of {_scale.Rounds}. Server, bench and what is measured share this machine.");
        await WarmUpAsync(cancellationToken);
        Comparison.WriteHead();
        (string Name, Func<CancellationToken, Task> Run)[] all =
        [
            ("large", LargeAsync), ("small", SmallAsync), ("mixed", MixedAsync), ("wan", WanAsync), ("resets", ResetsAsync),
            ("memory", MemoryAsync),
        ];
        foreach ((string name, Func<CancellationToken, Task> run) in all)
        {
            if (_arguments.Only is null || _arguments.Only == name)
            {
                await run(cancellationToken);
            }
        }

        _figures.Write();
        if (_arguments.JsonFile is { } file)
        {
            await _figures.SaveAsync(file, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (DurableSubject durable in Durables())
        {
            await durable.DisposeAsync();
        }

        _server.Dispose();
    }

    private async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        if (_arguments.Only is null or "large" or "small")
        {
            string from = await _datasets.SmallAsync(WarmUpObjects, Scale.SmallBytes, cancellationToken);
            string to = await _buckets.NewAsync(cancellationToken);
            foreach (DurableSubject durable in Durables())
            {
                await durable.StartAsync(_server.Endpoint, _server.Endpoint, cancellationToken);
                await durable.CopyAsync(new Route(_server.Endpoint, from, _server.Endpoint, to), cancellationToken);
            }
        }
    }

    private DurableSubject[] Durables() => _sharedKeys is null ? [_durable] : [_durable, _sharedKeys];

    private async Task LargeAsync(CancellationToken cancellationToken)
    {
        string bucket = await _datasets.LargeAsync(Scale.LargeObjects, _scale.LargeBytes, cancellationToken);
        Comparison large = Compare($"{Scale.LargeObjects} x {_scale.LargeBytes >> 20} MiB", bucket);
        await large.RunAsync([_rclone, _engine, _readBack, .. Durables()], cancellationToken);
        _figures.Add("large_wall", "large objects: wall to rclone", large.Wall(_engine) / large.Wall(_rclone), "<= 0.9");
        _figures.Add("large_cpu", "large objects: CPU per GiB to rclone", large.Cpu(_engine) / large.Cpu(_rclone), "<= 0.6");
        _figures.Add("with_verify", "large objects: wall with read-back to without", large.Wall(_readBack) / large.Wall(_engine), "-");
        _figures.Add(
            "durable_large", "large objects: wall of the durable path to the engine's, both read back",
            large.Wall(_durable) / large.Wall(_readBack), "<= 1.05");
        AddKeyless(large, "large");
        await _buckets.EmptyAsync(bucket, cancellationToken);
    }

    private async Task SmallAsync(CancellationToken cancellationToken)
    {
        string bucket = await _datasets.SmallAsync(_scale.Small, Scale.SmallBytes, cancellationToken);
        Comparison small = Compare($"{_scale.Small} x {Scale.SmallBytes >> 10} KiB", bucket);
        await small.RunAsync([_rclone, _engine, _readBack, .. Durables()], cancellationToken);
        _figures.Add("small_rate", "small objects: objects/s to rclone", small.Wall(_rclone) / small.Wall(_engine), ">= 1.5");
        _figures.Add(
            "durable_small", "small objects: wall of the durable path to the engine's, both read back",
            small.Wall(_durable) / small.Wall(_readBack), "<= 1.2");
        AddKeyless(small, "small");
        _figures.Add("peak_mib_20k", $"an agent's peak memory with {_scale.Small} objects, MiB", small.Peak(_durable), "<= 300");
        await InventedAsync(cancellationToken);
    }

    private void AddKeyless(Comparison compared, string objects)
    {
        if (_sharedKeys is not null)
        {
            _figures.Add(
                $"keyless_{objects}", $"{objects} objects: wall of the durable path, keyless to sharing keys",
                compared.Wall(_durable) / compared.Wall(_sharedKeys), "<= 1.1");
        }
    }

    /// <summary>The same from a store that costs next to nothing: what those who copy could do if the server let them.</summary>
    private async Task InventedAsync(CancellationToken cancellationToken)
    {
        await using HelperProcess store = await InventedProgram.StartAsync(_scale.Small, Scale.SmallBytes, cancellationToken);
        var invented = new Comparison(
            $"{_scale.Small} x {Scale.SmallBytes >> 10} KiB, invented store",
            new InventedStage(store.Address, _scale.Small, Scale.SmallBytes),
            _scale.Rounds);
        await invented.RunAsync([_rclone, _engine], cancellationToken);
    }

    private async Task MixedAsync(CancellationToken cancellationToken)
    {
        string bucket = await _datasets.FolderAsync(_scale.Folder, cancellationToken);
        Comparison mixed = Compare(_scale.Folder, bucket);
        await mixed.RunAsync([_rclone, _engine, _readBack], cancellationToken);
        _figures.Add("mixed_wall", "mixed tree: wall to rclone", mixed.Wall(_engine) / mixed.Wall(_rclone), "-");
    }

    private async Task WanAsync(CancellationToken cancellationToken)
    {
        string bucket = await _datasets.LargeAsync(Scale.LargeObjects, _scale.WanBytes, cancellationToken);
        await using HelperProcess way = await WanProgram.StartAsync(
            _server.Endpoint, WanDelay, WanBytesPerSecond, resetEvery: 0, cancellationToken);
        Comparison wan = Compare($"{Scale.LargeObjects} x {_scale.WanBytes >> 20} MiB, 50 ms, 30 MiB/s each connection", bucket, way.Address);
        await wan.RunAsync([_rclone, _engine], cancellationToken);
        _figures.Add("wan_rate", "long way: MiB/s to rclone", wan.Wall(_rclone) / wan.Wall(_engine), ">= 1.5");
        await _buckets.EmptyAsync(bucket, cancellationToken);
    }

    private async Task ResetsAsync(CancellationToken cancellationToken)
    {
        string bucket = await _datasets.SmallAsync(_scale.Resets, Scale.SmallBytes, cancellationToken);
        await using HelperProcess way = await WanProgram.StartAsync(
            _server.Endpoint, TimeSpan.Zero, bytesPerSecond: 0, ResetEvery, cancellationToken);
        Comparison resets = Compare($"{_scale.Resets} x {Scale.SmallBytes >> 10} KiB, 1 request of {ResetEvery} reset", bucket, way.Address);
        await resets.RunAsync([_rclone, _engine], cancellationToken);
    }

    private async Task MemoryAsync(CancellationToken cancellationToken)
    {
        await using HelperProcess store = await InventedProgram.StartAsync(_scale.Tiny, Scale.TinyBytes, cancellationToken);
        await using var durable = new DurableSubject(_server.User);
        await durable.StartAsync(store.Address, store.Address, cancellationToken);
        var memory = new Comparison(
            $"{_scale.Tiny} x {Scale.TinyBytes} byte, invented store",
            new InventedStage(store.Address, _scale.Tiny, Scale.TinyBytes),
            rounds: 1);
        await memory.RunAsync([durable], cancellationToken);
        _figures.Add("peak_mib_200k", $"an agent's peak memory with {_scale.Tiny} objects, MiB", memory.Peak(durable), "<= 300");
    }

    private Comparison Compare(string title, string bucket, Uri? way = null)
        => new(title, new ServerStage(_buckets, bucket, _server.Endpoint, way ?? _server.Endpoint), _scale.Rounds);
}
