using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Stores;
using DtnBox.CopyBench.Engine;
using DtnBox.Testing;

namespace DtnBox.CopyBench.Subjects;

/// <summary>The data plane alone, in a process of its own.</summary>
internal sealed class EngineSubject(S3User user, bool readBack) : ISubject
{
    public string Name => readBack ? "engine, read back" : "engine";

    public Task<Cost> CopyAsync(Route route, CancellationToken cancellationToken)
    {
        var job = new EngineJob(Store(route.Source), route.FromBucket, Store(route.Destination), route.ToBucket, readBack);
        return MeasuredProcess.RunAsync(
            Environment.ProcessPath!,
            [EngineProgram.Name],
            new Dictionary<string, string?>(StringComparer.Ordinal),
            JsonSerializer.Serialize(job, ContractJson.Options),
            cancellationToken);
    }

    private StoreConnection Store(Uri endpoint)
        => new(endpoint, "us-east-1", AddressingStyle.Path, user.AccessKey, user.SecretKey);
}
