using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Nodes;
using Microsoft.AspNetCore.Http;

namespace DtnBox.Cli.Tests.Nodes;

public sealed class AgentKeyVerbTests : IAsyncLifetime
{
    private ApiSimulator _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiSimulator.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task RotateKey_OneAgentOrAll_GoesToItsOwnAddress()
    {
        AgentView asked = Samples.Node.Agents[0] with
        {
            KeyId = "hT9f", KeyChangedAt = Samples.At, KeyChangeRequestedAt = Samples.At, FormerKeys = [new FormerAgentKey("0aCk", Samples.At)],
        };
        _api.On("POST nodes/site-a/rotate-key", Samples.Node with { Agents = [asked] });
        _api.On("POST nodes/site-a/agents/site-a.1/rotate-key", Samples.Node);
        var line = new CommandLine(_api);
        Outcome all = await line.RunAsync("node rotate-key site-a");
        Assert.Empty(all.Error);
        Assert.Contains(
            """
                  key hT9f, since 2026-11-23 01:02:03 UTC; a new one is asked for since 2026-11-23 01:02:03 UTC
                  key 0aCk until 2026-11-23 01:02:03 UTC
            """,
            all.Out,
            StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Ok, (await line.RunAsync("node rotate-key site-a site-a.1")).ExitCode);
    }

    [Fact]
    public async Task Show_WithFacts_TellsOfTheMachineAndItsRoom()
    {
        var facts = new AgentFacts(
            "0.2.0", "host-1", "Linux", "X64", 8, 16L << 30, Samples.At, new DiskSpace(1L << 30, 2L << 30), new DiskSpace(3L << 40, 4L << 40));
        _api.On("GET nodes/site-a", Samples.Node with { Agents = [Samples.Node.Agents[0] with { Facts = facts, FactsAt = Samples.At }] });
        Outcome outcome = await new CommandLine(_api).RunAsync("node show site-a");
        Assert.Contains(
            "Linux X64, 8 cores, 16.0 GiB, running since 2026-11-23 01:02:03 UTC; state 1.0 GiB free of 2.0 GiB; store 3.0 TiB free of 4.0 TiB",
            outcome.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_ListedAndRevoked_ShowNoCode()
    {
        _api.On("GET nodes/site-a/enrollments", new Page<OutstandingCode>([new OutstandingCode("9f86d081884c", Samples.At, "alice", Samples.At)]));
        _api.On("DELETE nodes/site-a/enrollments/9f86d081884c", _ => Results.NoContent());
        var line = new CommandLine(_api);
        Outcome listed = await line.RunAsync("node codes site-a");
        Assert.Contains("9f86d081884c", listed.Out, StringComparison.Ordinal);
        Assert.Contains("alice", listed.Out, StringComparison.Ordinal);
        Outcome revoked = await line.RunAsync("node codes site-a --revoke 9f86d081884c");
        Assert.Equal(ExitCodes.Ok, revoked.ExitCode);
        Assert.Contains(_api.Requests, request => request.What.StartsWith("DELETE ", StringComparison.Ordinal));
    }
}
