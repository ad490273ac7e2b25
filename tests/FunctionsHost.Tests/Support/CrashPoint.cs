using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Support;

/// <summary>Tests that kill the host at one exact write and start another one.</summary>
public abstract class CrashPoint : IAsyncLifetime
{
    private protected TestAppFolder App { get; } = new();

    private protected StagedStorage Storage { get; private set; } = null!;

    private protected FunctionsHostProcess Host { get; private set; } = null!;

    private protected OrchestrationClient Client => Host.Orchestrations;

    public async ValueTask InitializeAsync()
    {
        Storage = await StagedStorage.StartAsync(App);
        await StartHostAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Storage.DisposeAsync();
        App.Dispose();
    }

    // So long that a slow machine loses nothing by it; nobody waits for it to run out.
    private protected async Task StartHostAsync() => Host = await FunctionsHostProcess.StartAsync(App, "--lease", "60");

    private protected async Task KillAndRestartAsync(Predicate<ProxiedRequest> write, bool isStored, Func<Task>? when = null)
    {
        await Storage.KillAtAsync(Host, write, isStored, when);
        await Storage.EndLeaseAsync();
        await StartHostAsync();
    }
}
