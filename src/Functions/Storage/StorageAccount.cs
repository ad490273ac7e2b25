using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Storage;

/// <summary>The tables and containers of the control plane, by what is in them.</summary>
internal sealed class StorageAccount
{
    private readonly TableServiceClient _tables;
    private readonly BlobServiceClient _blobs;
    private readonly string _prefix;

    public StorageAccount(IConfiguration configuration, IOptions<StorageOptions> options)
    {
        _prefix = options.Value.Prefix;
        string? connection = configuration["AzureWebJobsStorage"];
        string? account = configuration["AzureWebJobsStorage:accountName"];
        if (!string.IsNullOrWhiteSpace(connection))
        {
            _tables = new TableServiceClient(connection);
            _blobs = new BlobServiceClient(connection);
        }
        else if (!string.IsNullOrWhiteSpace(account))
        {
            var credential = new DefaultAzureCredential();
            _tables = new TableServiceClient(new Uri($"https://{account}.table.core.windows.net"), credential);
            _blobs = new BlobServiceClient(new Uri($"https://{account}.blob.core.windows.net"), credential);
        }
        else
        {
            throw new StorageMissingException(
                "No storage account: set AzureWebJobsStorage to a connection string (UseDevelopmentStorage=true for "
                + "Azurite), or AzureWebJobsStorage__accountName to an account that this app's identity may use.");
        }
    }

    public TableClient Nodes => _tables.GetTableClient($"{_prefix}nodes");

    public TableClient Agents => _tables.GetTableClient($"{_prefix}agents");

    public TableClient Transfers => _tables.GetTableClient($"{_prefix}transfers");

    public TableClient Chunks => _tables.GetTableClient($"{_prefix}chunks");

    public TableClient Commands => _tables.GetTableClient($"{_prefix}commands");

    public TableClient Schedules => _tables.GetTableClient($"{_prefix}schedules");

    public TableClient KeyLists => _tables.GetTableClient($"{_prefix}keylists");

    public TableClient Users => _tables.GetTableClient($"{_prefix}users");
    public TableClient Grants => _tables.GetTableClient($"{_prefix}grants");

    public TableClient Audit => _tables.GetTableClient($"{_prefix}audit");

    public TableClient Requests => _tables.GetTableClient($"{_prefix}requests");

    public BlobContainerClient Ledger => _blobs.GetBlobContainerClient($"{_prefix}-ledger");

    public BlobContainerClient Keys => _blobs.GetBlobContainerClient($"{_prefix}-keys");

    /// <summary>Creates what does not exist yet. Safe to run from several instances at once.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        TableClient[] tables =
        [
            Nodes, Agents, Transfers, Chunks, Commands, Requests, Schedules, KeyLists, Users, Grants, Audit,
        ];
        await Task.WhenAll(
        [
            .. tables.Select(table => table.CreateIfNotExistsAsync(cancellationToken)),
            Ledger.CreateIfNotExistsAsync(cancellationToken: cancellationToken),
            Keys.CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        ]);
    }
}

/// <summary>The app was not told which storage account is its own.</summary>
internal sealed class StorageMissingException(string message) : Exception(message);
