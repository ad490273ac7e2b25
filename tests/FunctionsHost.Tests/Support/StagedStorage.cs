using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Support;

/// <summary>The test storage behind proxies, where a host can be cut off at exactly one write of one instance.</summary>
internal sealed partial class StagedStorage : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly Fault.HoldUntil Never = new(new TaskCompletionSource().Task);

    private readonly TestAppFolder _app;
    private readonly List<FaultRule> _rules = [];

    private StagedStorage(TestAppFolder app, FaultProxy tables, FaultProxy blobs)
        => (_app, Tables, Blobs) = (app, tables, blobs);

    public FaultProxy Tables { get; }

    public FaultProxy Blobs { get; }

    public static async Task<StagedStorage> StartAsync(TestAppFolder app)
    {
        string connection = TestStorage.ConnectionString;
        FaultProxy tables = await FaultProxy.StartAsync(Endpoint(connection, "Table"));
        tables.ReadsBodies = true;
        FaultProxy blobs = await FaultProxy.StartAsync(Endpoint(connection, "Blob"));
        app.Settings["AzureWebJobsStorage"] = connection
            .Replace(Endpoint(connection, "Table").Authority, tables.Address.Authority, StringComparison.Ordinal)
            .Replace(Endpoint(connection, "Blob").Authority, blobs.Address.Authority, StringComparison.Ordinal);
        app.Save();
        return new StagedStorage(app, tables, blobs);
    }

    /// <summary>Matches transactions of an instance that put a row of this kind.</summary>
    public static Predicate<ProxiedRequest> Puts(string id, string row) => Transaction("PUT", id, row);

    /// <summary>Matches transactions of an instance that delete a row of this kind.</summary>
    public static Predicate<ProxiedRequest> Deletes(string id, string row) => Transaction("DELETE", id, row);

    /// <summary>Kills the host at a write: the storage sees it or not, its answer and everything after it are lost.</summary>
    public async Task KillAtAsync(
        FunctionsHostProcess host, Predicate<ProxiedRequest> write, bool isStored, Func<Task>? when = null)
    {
        ProxiedRequest? last = null;
        bool Strikes(ProxiedRequest request)
            => last is null && write(request) && Interlocked.CompareExchange(ref last, request, null) is null;
        _rules.Add(Tables.Inject(Strikes, isStored ? new Fault.LoseAnswer() : Never));
        _rules.Add(Blobs.Inject(Strikes, isStored ? new Fault.LoseAnswer() : Never));
        _rules.Add(Tables.Inject(_ => last is not null, Never));
        _rules.Add(Blobs.Inject(_ => last is not null, Never));
        if (when is not null)
        {
            await when();
        }

        await Eventually.ThatAsync(
            () => Volatile.Read(ref last) is { } request && (!isStored || request.UpstreamStatus is not null),
            Deadline, "the write comes");
        host.Kill();
        await host.DisposeAsync();
        Heal();
    }

    /// <summary>Withdraws every fault.</summary>
    public void Heal()
    {
        _rules.ForEach(rule => rule.Dispose());
        _rules.Clear();
    }

    public FaultRule Inject(Predicate<ProxiedRequest> match, Fault fault, int times = int.MaxValue)
    {
        FaultRule rule = Tables.Inject(match, fault, times);
        _rules.Add(rule);
        return rule;
    }

    /// <summary>Does what the time would: the lease of a killed owner is over.</summary>
    public async Task EndLeaseAsync()
    {
        var table = new TableClient(TestStorage.ConnectionString, _app.HubName);
        TableEntity owner = await table.GetEntityAsync<TableEntity>("owner", "owner");
        owner["Owner"] = "";
        await table.UpdateEntityAsync(owner, owner.ETag, TableUpdateMode.Replace);
    }

    /// <summary>Gives an instance's rows as they are in the storage.</summary>
    public async Task<IReadOnlyList<TableEntity>> RowsAsync(string id)
    {
        string key = $"i{id}";
        var table = new TableClient(TestStorage.ConnectionString, _app.HubName);
        return await table.QueryAsync<TableEntity>(row => row.PartitionKey == key).ToListAsync();
    }

    /// <summary>Gives the names of an instance's blobs.</summary>
    public async Task<IReadOnlyList<string>> BlobsAsync(string id)
    {
        var container = new BlobContainerClient(TestStorage.ConnectionString, $"{_app.HubName}-payloads");
        return await container.GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, $"i{id}/", default)
            .Select(blob => blob.Name).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Tables.DisposeAsync();
        await Blobs.DisposeAsync();
    }

    private static Predicate<ProxiedRequest> Transaction(string method, string id, string row)
    {
        var line = new Regex(
            $@"{method} \S+PartitionKey='i{Regex.Escape(id)}',RowKey='{Regex.Escape(row)}",
            RegexOptions.None, TimeSpan.FromSeconds(10));
        return request => request.RawPath.EndsWith("$batch", StringComparison.Ordinal)
            && line.IsMatch(Uri.UnescapeDataString(request.Body));
    }

    private static Uri Endpoint(string connection, string service)
        => new(Address().Matches(connection).First(match => match.Groups["service"].Value == service).Groups["address"].Value);

    [GeneratedRegex("(?<service>Table|Blob)Endpoint=(?<address>http://[^/;]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
