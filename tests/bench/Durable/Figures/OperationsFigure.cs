using System.Text.RegularExpressions;
using DtnBox.DurableBench.Handler;
using DtnBox.DurableBench.Reporting;
using DtnBox.Testing;

namespace DtnBox.DurableBench.Figures;

/// <summary>Counts the requests to storage that a fan-out and fan-in costs, through a proxy.</summary>
internal sealed partial class OperationsFigure(Scale scale, Marks marks)
{
    public async Task MeasureAsync(Report report, CancellationToken cancellationToken)
    {
        string storage = TestStorage.ConnectionString;
        await using FaultProxy tables = await FaultProxy.StartAsync(Endpoint(TableEndpoint(), storage), cancellationToken);
        await using FaultProxy blobs = await FaultProxy.StartAsync(Endpoint(BlobEndpoint(), storage), cancellationToken);
        storage = Redirect(Redirect(storage, TableEndpoint(), tables), BlobEndpoint(), blobs);

        using var app = new BenchApp(marks, storage);
        await using BenchHost host = await BenchHost.StartAsync(app, scale, null, cancellationToken);
        const string id = "operations";
        tables.ClearRequests();
        blobs.ClearRequests();
        await host.Orchestrations.StartAsync(nameof(FanOut), scale.FanOut, id);
        await marks.SeesAsync($"{id} all ran", cancellationToken);
        await host.CompletesAsync(id, cancellationToken);
        ProxiedRequest[] counted = [.. tables.Requests.Concat(blobs.Requests).Where(request => !IsStatusRead(request))];

        report.Add(
            "ops_per_activity", $"storage operations per activity, fan-out of {scale.FanOut}",
            (double)counted.Length / scale.FanOut, "operations",
            "requests to tables and blobs between start request and Completed, renewals of the lease included, the bench's"
            + $" own status reads not; a transaction counts as one; {Kinds(counted)}");
    }

    // The engine never reads an instance row by its key; the management API does, for the status.
    private static bool IsStatusRead(ProxiedRequest request)
        => request.Method == "GET"
            && Uri.UnescapeDataString(request.RawTarget).Contains("RowKey='0", StringComparison.Ordinal);

    private static string Kinds(IEnumerable<ProxiedRequest> requests)
        => string.Join(", ", requests
            .GroupBy(request => request.RawPath.EndsWith("$batch", StringComparison.Ordinal) ? "transactions" : request.Method)
            .Select(kind => $"{kind.Key} {kind.Count()}"));

    private static Uri Endpoint(Regex pattern, string storage) => new(pattern.Match(storage).Groups["address"].Value);

    private static string Redirect(string storage, Regex pattern, FaultProxy proxy)
        => storage.Replace(Endpoint(pattern, storage).Authority, proxy.Address.Authority, StringComparison.Ordinal);

    [GeneratedRegex("TableEndpoint=(?<address>http://[^/;]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TableEndpoint();

    [GeneratedRegex("BlobEndpoint=(?<address>http://[^/;]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BlobEndpoint();
}
