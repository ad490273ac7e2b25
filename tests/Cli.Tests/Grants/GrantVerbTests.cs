using System.Text.Json;
using DtnBox.Cli.Tests.Hub;
using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts;
using DtnBox.Contracts.Grants;

namespace DtnBox.Cli.Tests.Grants;

public sealed class GrantVerbTests : IAsyncLifetime
{
    private static readonly GrantView Grant = new(
        "g-1", "site-a", "u-1", Right.Read, "results", "run-7", Samples.At.AddDays(30), "ada", Samples.At, "paper", "covers more");

    private ApiSimulator _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiSimulator.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Add_AGrant_SendsItUnderAKeyAndShowsTheWarning()
    {
        _api.On("POST nodes/site-a/grants", Grant, status: 201);
        Outcome outcome = await RunAsync("grant add site-a:results/run-7 --to u-1 --right Read --until 30d --note paper");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Equal("g-1: u-1 may read site-a:results/run-7 until 2026-12-23 01:02:03 UTC.", outcome.Out);
        Assert.Contains("covers more", outcome.Error, StringComparison.Ordinal);
        SimulatedRequest sent = Assert.Single(_api.Requests);
        Assert.NotEmpty(sent.IdempotencyKey);
        Assert.Equal(
            new CreateGrant("u-1", Right.Read, "results", Samples.At.AddDays(30), "run-7", "paper"),
            sent.Body!.Value.Deserialize<CreateGrant>(ContractJson.Options));
    }

    [Theory]
    [InlineData("grant list", "GET grants")]
    [InlineData("grant list --node site-a", "GET nodes/site-a/grants")]
    public async Task List_MineOrANodes_GivesATable(string line, string asked)
    {
        _api.On(asked, new Page<GrantView>([Grant, Grant with { Until = Samples.At }]));
        string text = (await RunAsync(line)).Out;
        Assert.Contains("site-a:results/run-7", text, StringComparison.Ordinal);
        Assert.Contains("ended 2026-11-23", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_AGrant_DeletesIt()
    {
        _api.On("DELETE nodes/site-a/grants/g-1", new { });
        Assert.Equal(ExitCodes.Ok, (await RunAsync("grant revoke site-a g-1")).ExitCode);
        Assert.Single(_api.Requests);
    }

    [Fact]
    public async Task Access_OfSomebody_SaysWhatAndWhy()
    {
        _api.On("GET nodes/site-a/access?user=u-1", new AccessView(
            "site-a", "u-1", false, [new AccessEntry(Right.Write, "incoming", "", Samples.At, "granted to them, by ada", "g-1")]));
        Assert.Equal(
            """
            RIGHT  PLACE             UNTIL                    WHY
            Write  site-a:incoming/  2026-11-23 01:02:03 UTC  granted to them, by ada
            """,
            (await RunAsync("access site-a --user u-1")).Out);
    }

    private Task<Outcome> RunAsync(string line)
        => new CommandLine(_api) { Time = new StoppedClock(Samples.At) }.RunAsync(line);
}
