using System.Text.Json;
using DtnBox.Durable.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.Durable.Tests;

public sealed class DeterminismTests(SharedHost shared)
{
    private OrchestrationClient Client => shared.Client;

    [Fact]
    public async Task NewGuid_OnReplay_IsTheSame()
        => Assert.Equal(4, (await Client.RunAsync<Guid[]>("Guids")).Distinct().Count());

    [Fact]
    public async Task CurrentUtcDateTime_OnReplay_IsThatOfTheTurn()
    {
        DateTime[] times = await Client.RunAsync<DateTime[]>("Clock");

        Assert.Equal(times.Order(), times);
        Assert.Equal(3, times.Distinct().Count());
    }

    [Fact]
    public async Task ReplayCheck_AnswersDiffer_FailsTheOrchestrationAndSaysSo()
    {
        string id = await Client.StartAsync("NotDeterministic", 0);
        JsonElement ended = await Client.EndsAsync(id);

        Assert.StartsWith(
            "NonDeterministicOrchestrationException: The replay check sent the same turn twice, and the answers differ: ",
            ended.Output(), StringComparison.Ordinal);
        await shared.Host.SeesAsync($"orchestrator NotDeterministic is not deterministic, instance {id} fails");
    }
}
