using System.Text.Json;
using System.Text.RegularExpressions;
using DtnBox.Durable.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.Durable.Tests;

/// <summary>A host whose handler is replaced while instances run. It asks for each turn once.</summary>
public sealed class DeploymentTests
{
    [Fact]
    public async Task Replay_CodeHasChanged_FailsTheInstanceNamingWhatDiffers()
    {
        using var app = new AppFolder();
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(app);
        OrchestrationClient client = host.Orchestrations;
        string id = await client.StartAsync("ChangedCode", 0);
        await client.HasInHistoryAsync(id, "TaskCompleted");
        app.Write("changed", "");
        int before = host.HandlerId;
        host.KillHandler();
        await Eventually.ThatAsync(
            () => host.HandlerId != before, TimeSpan.FromSeconds(60), "another handler runs", TestContext.Current.CancellationToken);
        await client.RaiseAsync(id, "item", "go on");

        JsonElement ended = await client.EndsAsync(id);
        Assert.Equal("Failed", ended.Status());
        Assert.Equal(
            "DtnBox.DurableTask.Replay.NonDeterministicOrchestrationException: Non-deterministic orchestration: in its"
            + " history call #0 is activity 'Echo', but the code now makes activity 'Blob'. Was the orchestrator changed"
            + " while this instance was running?",
            ended.Output());
    }

    [Fact]
    public async Task ReplaySafeLogger_OverThreeTurns_WritesEachLineOnce()
    {
        using var app = new AppFolder();
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(app);
        string id = await host.Orchestrations.StartAsync("Logs", 0);

        Assert.False(await host.Orchestrations.ResultAsync<bool>(id));
        await host.SeesAsync($"{id} passed step 3");
        Assert.All(
            (int[])[1, 2, 3],
            step => Assert.Single(Regex.Matches(host.Output, $"{id} passed step {step}", RegexOptions.None, TimeSpan.FromSeconds(5))));
    }
}
