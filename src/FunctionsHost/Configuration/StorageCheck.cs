using Azure.Storage.Queues;

namespace DtnBox.FunctionsHost.Configuration;

/// <summary>Asks the storage account before anything is started: the extension would ask for minutes, and not say for what.</summary>
internal static class StorageCheck
{
    public static async Task RunAsync(FunctionsApp app)
    {
        IConfigurationSection storage = app.Configuration.GetSection(SingleNodeDefaults.Storage);
        string name = storage["connectionName"] ?? "AzureWebJobsStorage";
        IConfigurationSection connection = app.Configuration.GetSection(name);
        // Another store, or an account by its address and an identity: the extension knows how to reach those.
        bool isOther = (storage["type"] ?? "azureStorage") != "azureStorage" || connection.GetChildren().Any();
        var options = new QueueClientOptions { Retry = { MaxRetries = 0, NetworkTimeout = TimeSpan.FromSeconds(10) } };
        try
        {
            await (isOther ? Task.CompletedTask : new QueueServiceClient(connection.Value, options).GetPropertiesAsync());
        }
        catch (Exception e)
        {
            throw new AppConfigurationException(
                "settings", name, $"names no storage account that answers: {e.Message}",
                "Write a connection string (UseDevelopmentStorage=true for Azurite on its usual ports), or start Azurite");
        }
    }
}
