namespace DtnBox.FunctionsHost.Tests.Support;

/// <summary>One host for the tests of a class, which use instance ids of their own.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    internal TestAppFolder App { get; } = new(TestStorage.NewHubName());

    internal HostProcess Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await HostProcess.StartAsync(App);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        App.Dispose();
    }
}
