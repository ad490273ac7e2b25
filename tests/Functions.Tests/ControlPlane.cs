using DtnBox.Contracts.Nodes;
using DtnBox.DurableTask.Client;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Grants;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Schedules;
using DtnBox.Functions.Secrets;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Users;
using DtnBox.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace DtnBox.Functions.Tests;

/// <summary>The control plane's parts on a real table service, with tables of their own and a clock that the test moves.</summary>
public sealed class ControlPlane : IAsyncLifetime
{
    private ServiceProvider? _services;

    /// <summary>Gets the clock. It starts at an odd time so that nothing falls on a round figure by luck.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, 123, TimeSpan.Zero));

    internal OrchestrationsSimulator Orchestrations { get; } = new();

    public TService Get<TService>()
        where TService : notnull
        => _services!.GetRequiredService<TService>();

    public async ValueTask InitializeAsync()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["AzureWebJobsStorage"] = TestStorage.ConnectionString,
                ["Storage:Prefix"] = $"t{Guid.NewGuid():N}"[..20],
            })
            .Build());
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<DurableTaskClient>(Orchestrations);
        services.AddStorage();
        services.AddSecrets();
        services.AddNodes();
        services.AddCommands();
        services.AddTransfers();
        services.AddSchedules();
        services.AddUsers();
        services.AddGrants();
        services.AddAudit();
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
        await Get<StorageAccount>().PrepareAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }

    /// <summary>Registers a node with a store that nobody will call.</summary>
    internal Task<NodeRow?> AddNodeAsync(string id, string owner = "ada") => Get<NodeDirectory>().RegisterAsync(
        new RegisterNode(
            id, null, new StoreSettings(new Uri("http://127.0.0.1:9"), null, null, "AK", $"secret-of-{id}")),
        owner,
        TestContext.Current.CancellationToken);
}
