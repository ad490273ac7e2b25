using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using DtnBox.FunctionsHost.Configuration;

namespace DtnBox.FunctionsHost.TaskHub;

/// <summary>The hub's table and its container for large payloads.</summary>
internal sealed class TaskHubStorage
{
    private readonly BlobContainerClient _container;

    public TaskHubStorage(FunctionsApp app)
    {
        try
        {
            Table = new TableServiceClient(app.StorageConnectionString, Counted(new TableClientOptions(), "table")).GetTableClient(app.Host.HubName);
            _container = new BlobServiceClient(app.StorageConnectionString, Counted(new BlobClientOptions(), "blob"))
                .GetBlobContainerClient($"{app.Host.HubName.ToLowerInvariant()}-payloads");
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new AppConfigurationException(
                "settings", app.Host.ConnectionName, "is not a storage connection string",
                "Copy it whole from the storage account, or write UseDevelopmentStorage=true");
        }

        Blobs = new PayloadBlobs(_container);
        Codec = new RowCodec(Blobs);
    }

    public TableClient Table { get; }

    public PayloadBlobs Blobs { get; }

    public RowCodec Codec { get; }

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await Table.CreateIfNotExistsAsync(cancellationToken);
        await _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
    }

    private static TOptions Counted<TOptions>(TOptions options, string service)
        where TOptions : ClientOptions
    {
        options.AddPolicy(new StorageCallCount(service), HttpPipelinePosition.PerRetry);
        return options;
    }
}
