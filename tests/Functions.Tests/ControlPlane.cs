using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace DtnBox.Functions.Tests;

/// <summary>The control plane's parts on a real table service, with tables of their own and a clock that the test moves.</summary>
public sealed class ControlPlane : IAsyncLifetime
{
    private WebApplication? _app;

    /// <summary>Gets the clock. It starts at an odd time so that nothing falls on a round figure by luck.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, 123, TimeSpan.Zero));

    internal OrchestrationsSimulator Orchestrations { get; } = new();

    public TService Get<TService>()
        where TService : notnull
        => _app!.Services.GetRequiredService<TService>();

    public async ValueTask InitializeAsync()
    {
        _app = ControlPlaneHost.Build(Time, Orchestrations, []);
        await Get<StorageAccount>().PrepareAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    /// <summary>Registers a node with a store that nobody will call.</summary>
    internal Task<NodeRow?> AddNodeAsync(string id, string owner = "ada") => Get<NodeDirectory>().RegisterAsync(
        new RegisterNode(
            id, null, new StoreSettings(new Uri("http://127.0.0.1:9"), null, null, "AK", $"secret-of-{id}")),
        owner,
        TestContext.Current.CancellationToken);
}
