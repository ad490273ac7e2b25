namespace DtnBox.Functions.Storage;

/// <summary>Makes the tables and containers before the first request is taken.</summary>
internal sealed class StoragePreparation(StorageAccount account) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => account.PrepareAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
