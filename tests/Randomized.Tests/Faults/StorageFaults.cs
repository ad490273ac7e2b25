using DtnBox.Testing;

namespace DtnBox.Randomized.Tests.Faults;

/// <summary>The storage account as the hosts see it: through proxies that cause trouble.</summary>
internal sealed class StorageFaults : IAsyncDisposable
{
    private static readonly TimeSpan LongestTrouble = TimeSpan.FromSeconds(3);

    private readonly FaultProxy _tables;
    private readonly FaultProxy _blobs;
    private int _tableWrites;

    private StorageFaults(FaultProxy tables, FaultProxy blobs, string connectionString)
    {
        (_tables, _blobs, ConnectionString) = (tables, blobs, connectionString);
        tables.Inject(IsCounted, new Fault.ResetBeforeRequest());
    }

    /// <summary>Gets the connection string that leads through the proxies.</summary>
    public string ConnectionString { get; }

    public static async Task<StorageFaults> StartAsync()
    {
        Dictionary<string, string> parts = TestStorage.ConnectionString.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => part[1]);
        FaultProxy tables = await ProxyAsync(parts, "TableEndpoint");
        FaultProxy blobs = await ProxyAsync(parts, "BlobEndpoint");
        return new StorageFaults(tables, blobs, string.Join(';', parts.Select(part => $"{part.Key}={part.Value}")));
    }

    /// <summary>Gets how many writes to the table there were, whatever became of them.</summary>
    public int TableWrites => Volatile.Read(ref _tableWrites);

    /// <summary>Causes the trouble for as long as it is to last.</summary>
    /// <returns>How many requests were struck.</returns>
    public async Task<int> CauseAsync(PlannedFault.Storage plan)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Fault fault = Fault(plan, over.Task);
        int count = 0;
        bool Strikes(ProxiedRequest request) => Concerns(plan.Target, request) && Interlocked.Increment(ref count) % plan.Every == 0;
        FaultRule[] rules = [.. Proxies(plan.Target).Select(proxy => proxy.Inject(Strikes, fault, plan.Times))];
        int Hits() => rules.Sum(rule => rule.Hits);
        await Eventually.HappensWithinAsync(LongestTrouble, () => Hits() >= plan.Times);
        if (plan.Trouble == StorageTrouble.Hold)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(plan.Milliseconds), TimeProvider.System);
        }

        Array.ForEach(rules, rule => rule.Dispose());
        over.SetResult();
        return Hits();
    }

    /// <summary>Stops the n-th write to the table from now on.</summary>
    /// <param name="isStored">Whether the storage does it, and only the answer is lost.</param>
    public StagedWrite Stage(int nth, bool isStored) => new(_tables, nth, isStored);

    public async ValueTask DisposeAsync()
    {
        await _tables.DisposeAsync();
        await _blobs.DisposeAsync();
    }

    private static async Task<FaultProxy> ProxyAsync(Dictionary<string, string> parts, string endpoint)
    {
        var server = new Uri(parts[endpoint]);
        FaultProxy proxy = await FaultProxy.StartAsync(server);
        parts[endpoint] = new Uri(proxy.Address, server.AbsolutePath).AbsoluteUri;
        return proxy;
    }

    private static Fault Fault(PlannedFault.Storage plan, Task over) => plan.Trouble switch
    {
        StorageTrouble.ResetBeforeRequest => new Fault.ResetBeforeRequest(),
        StorageTrouble.LoseAnswer => new Fault.LoseAnswer(),
        StorageTrouble.ResetDuringResponse => new Fault.ResetDuringResponse(20),
        StorageTrouble.Error500 => new Fault.Answer(500),
        StorageTrouble.Error503 => new Fault.Answer(503),
        StorageTrouble.Delay => new Fault.Delay(TimeSpan.FromMilliseconds(plan.Milliseconds)),
        StorageTrouble.Hold => new Fault.HoldUntil(over),
        _ => throw new NotSupportedException($"{plan.Trouble}"),
    };

    private static bool Concerns(StorageTarget target, ProxiedRequest request) => target switch
    {
        StorageTarget.TableReads => request.Method == "GET",
        StorageTarget.TableWrites => request.Method != "GET",
        StorageTarget.OwnerRow => request.RawPath.Contains("owner", StringComparison.Ordinal),
        _ => true,
    };

    /// <summary>Tells whether the request changes instances, and not only the lease.</summary>
    public static bool IsTableWrite(ProxiedRequest request)
        => request.Method != "GET" && !request.RawPath.Contains("owner", StringComparison.Ordinal);

    // A rule that never strikes.
    private bool IsCounted(ProxiedRequest request)
    {
        if (IsTableWrite(request))
        {
            Interlocked.Increment(ref _tableWrites);
        }

        return false;
    }

    private IEnumerable<FaultProxy> Proxies(StorageTarget target) => target switch
    {
        StorageTarget.Everything => [_tables, _blobs],
        StorageTarget.Blobs => [_blobs],
        _ => [_tables],
    };
}
