using DtnBox.Cli.Tests.Hub;
using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts;
using DtnBox.Contracts.Audit;
using Microsoft.AspNetCore.Http;

namespace DtnBox.Cli.Tests.Audit;

public sealed class AuditVerbTests : IAsyncLifetime
{
    private static readonly AuditEntry Entry = new(
        "e1",
        Samples.At,
        new AuditActor(ActorKind.User, "u-1", "t-1"),
        "grant.create",
        AuditOutcome.Denied,
        new AuditThing("grant", "site-a"),
        new AuditOrigin("192.0.2.1", "dtnbox"),
        "Not allowed");

    private ApiSimulator _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiSimulator.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task List_WithFilters_AsksForThemAndGivesATable()
    {
        _api.On(
            "GET audit?actor=u-1&action=grant.&thing=grant%3Asite-a&outcome=Denied&from=2026-11-22T01%3A02%3A03.0000000Z&limit=50",
            new Page<AuditEntry>(
            [
                Entry,
                Entry with { Actor = new AuditActor(ActorKind.System, InNameOf: "u-1"), Count = 7 },
            ]));
        Outcome outcome = await RunAsync(
            "audit list --actor u-1 --action grant. --thing grant:site-a --outcome Denied --from 1d");
        Assert.Equal(
            """
            AT                       WHO              ACTION        THING         OUTCOME    FROM       WHY
            2026-11-23 01:02:03 UTC  u-1 (token t-1)  grant.create  grant site-a  Denied     192.0.2.1  Not allowed
            2026-11-23 01:02:03 UTC  system for u-1   grant.create  grant site-a  Denied ×7  192.0.2.1  Not allowed
            """,
            outcome.Out);
    }

    [Fact]
    public async Task Export_ATime_WritesTheLinesAsTheyCome()
    {
        _api.On(
            "GET audit/export?from=2026-11-01T00%3A00%3A00.0000000Z&until=2026-12-01T00%3A00%3A00.0000000Z",
            _ => Results.Text("{\"a\":1}\n{\"a\":2}\n", "application/x-ndjson"));
        Assert.Equal(
            "{\"a\":1}\n{\"a\":2}", (await RunAsync("audit export --from 2026-11-01 --until 2026-12-01")).Out);
    }

    [Fact]
    public async Task Export_WithoutATime_IsNotRight()
        => Assert.Equal(ExitCodes.Usage, (await RunAsync("audit export")).ExitCode);

    private Task<Outcome> RunAsync(string line)
        => new CommandLine(_api) { Time = new StoppedClock(Samples.At) }.RunAsync(line);
}
