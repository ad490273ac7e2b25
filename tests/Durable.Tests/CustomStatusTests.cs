using DtnBox.Durable.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.Durable.Tests;

public sealed class CustomStatusTests(SharedHost shared)
{
    private OrchestrationClient Client => shared.Client;

    [Fact]
    public async Task CustomStatus_Set_StaysOverTurnsUntilCleared()
    {
        string id = await Client.StartAsync("Statuses", 0);
        await Client.HasInHistoryAsync(id, "TaskCompleted");
        await Client.HasCustomStatusAsync(id, "{\"step\":\"set\"}");
        await Client.RaiseAsync(id, "item", "clear");

        await Client.HasCustomStatusAsync(id, "null");
    }

    [Fact]
    public async Task CustomStatus_BeyondItsLimit_IsRefusedWithTheSizes()
    {
        string id = await Client.StartAsync("Statuses", 0);
        await Client.RaiseAsync(id, "item", "1");
        await Client.RaiseAsync(id, "item", "2");

        Assert.StartsWith(
            "The custom status is 18004 bytes of JSON in UTF-16; the limit is 16384.",
            await Client.ResultAsync<string>(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CustomStatus_AtTheEnd_IsKept()
    {
        string id = await Client.StartAsync("Collect", 2);
        await Client.RaiseAsync(id, "item", "1");
        await Client.RaiseAsync(id, "item", "2");
        await Client.ResultAsync(id);

        await Client.HasCustomStatusAsync(id, "1");
    }
}
