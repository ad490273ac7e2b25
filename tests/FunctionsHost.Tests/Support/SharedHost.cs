using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Support;

/// <summary>One host for many tests, which use instance ids of their own.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    internal TestAppFolder App { get; } = new();

    internal FunctionsHostProcess Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await FunctionsHostProcess.StartAsync(App);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        App.Dispose();
    }
}
