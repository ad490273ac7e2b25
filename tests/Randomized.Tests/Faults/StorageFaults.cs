using DtnBox.Testing;

namespace DtnBox.Randomized.Tests.Faults;

/// <summary>The storage account as the control plane sees it: through proxies that cause trouble.</summary>
internal sealed class StorageFaults : IAsyncDisposable
{
    private static readonly string[] Endpoints = ["TableEndpoint", "BlobEndpoint", "QueueEndpoint"];

    private readonly FaultProxy[] _proxies;
    private int _writes;

    private StorageFaults(FaultProxy[] proxies, string connectionString)
    {
        (_proxies, ConnectionString) = (proxies, connectionString);
        foreach (FaultProxy proxy in proxies)
        {
            proxy.Inject(IsCounted, new Fault.ResetBeforeRequest());
        }
    }

    /// <summary>Gets the connection string that leads through the proxies.</summary>
    public string ConnectionString { get; }

    /// <summary>Gets how many writes there were, whatever became of them.</summary>
    public int Writes => Volatile.Read(ref _writes);

    private FaultProxy Tables => _proxies[0];

    public static async Task<StorageFaults> StartAsync()
    {
        Dictionary<string, string> parts = TestStorage.ConnectionString.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        List<FaultProxy> proxies = [];
        foreach (string endpoint in Endpoints)
        {
            var server = new Uri(parts[endpoint]);
            FaultProxy proxy = await FaultProxy.StartAsync(server);
            parts[endpoint] = new Uri(proxy.Address, server.AbsolutePath).AbsoluteUri;
            proxies.Add(proxy);
        }

        return new StorageFaults([.. proxies], string.Join(';', parts.Select(part => $"{part.Key}={part.Value}")));
    }

    /// <summary>Causes the trouble for as long as it is to last.</summary>
    /// <returns>How many requests were struck.</returns>
    public Task<int> CauseAsync(PlannedFault.Storage plan)
    {
        FaultProxy[] proxies = plan.Target switch
        {
            StorageTarget.Everything => _proxies,
            StorageTarget.Blobs => [_proxies[1]],
            StorageTarget.Queues => [_proxies[2]],
            _ => [Tables],
        };
        return Trouble.CauseAsync(
            proxies,
            request => plan.Target switch
            {
                StorageTarget.TableReads => request.Method == "GET",
                StorageTarget.TableWrites => request.Method != "GET",
                _ => true,
            },
            over => FaultOf(plan, over),
            plan.Every,
            plan.Times,
            plan.Trouble == StorageTrouble.Hold ? TimeSpan.FromMilliseconds(plan.Milliseconds) : TimeSpan.Zero);
    }

    /// <summary>Stops the n-th write to the tables from now on.</summary>
    /// <param name="nth">Which one.</param>
    /// <param name="isStored">Whether the storage does it, and only the answer is lost.</param>
    public StagedWrite Stage(int nth, bool isStored) => new(Tables, nth, isStored);

    /// <summary>Forgets the requests so far.</summary>
    public void Clear() => Array.ForEach(_proxies, proxy => proxy.ClearRequests());

    public async ValueTask DisposeAsync()
    {
        foreach (FaultProxy proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }
    }

    /// <summary>Tells whether the request changes something.</summary>
    public static bool IsWrite(ProxiedRequest request) => request.Method is not ("GET" or "HEAD");

    private static Fault FaultOf(PlannedFault.Storage plan, Task over) => plan.Trouble switch
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

    // A rule that never strikes.
    private bool IsCounted(ProxiedRequest request)
    {
        if (IsWrite(request))
        {
            Interlocked.Increment(ref _writes);
        }

        return false;
    }
}
