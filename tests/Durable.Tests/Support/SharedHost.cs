using DtnBox.Testing;

[assembly: AssemblyFixture(typeof(DtnBox.Durable.Tests.Support.SharedHost))]

namespace DtnBox.Durable.Tests.Support;

/// <summary>One host for all classes that leave it as it is: each test has instance ids of its own.</summary>
/// <remarks>It asks for every turn twice, so that each test is one on determinism too.</remarks>
public sealed class SharedHost : IAsyncLifetime
{
    internal AppFolder App { get; } = new();

    internal FunctionsHostProcess Host { get; private set; } = null!;

    internal OrchestrationClient Client => Host.Orchestrations;

    public async ValueTask InitializeAsync() => Host = await FunctionsHostProcess.StartAsync(App, "--replay-check", "on");

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        App.Dispose();
    }
}
