using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts;
using DtnBox.Contracts.Grants;
using DtnBox.Contracts.Nodes;

namespace DtnBox.Cli.Tests.Grants;

/// <summary>Who an id is, where the API tells it.</summary>
public sealed class NamesBesideIdsTests : IAsyncLifetime
{
    private static readonly GrantView Grant = new(
        "g-1", "site-a", "u-1", Right.Read, "results", "run-7/", Samples.At.AddDays(30), "u-2", Samples.At);

    private ApiSimulator _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiSimulator.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Theory]
    [InlineData("Alice", "alice@example.org", "u-1 (Alice, alice@example.org)")] // as administrators see it
    [InlineData("Alice", null, "u-1 (Alice)")]
    [InlineData("alice@example.org", "Alice@example.org", "u-1 (alice@example.org)")]
    public async Task GrantList_OfASite_ShowsWhoHasItAndWhoGaveIt(string name, string? email, string shown)
    {
        _api.On(
            "GET nodes/site-a/grants",
            new Page<GrantView>([Grant with { ToName = name, ToEmail = email, GrantedByName = "Ada" }]));
        string text = (await RunAsync("grant list --node site-a")).Out;
        Assert.Contains($"g-1  {shown}  Read", text, StringComparison.Ordinal);
        Assert.Contains("u-2 (Ada)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Owner_OfNodesAndTransfers_IsShownWithTheirName()
    {
        NodeView node = Samples.Node with { Owner = "u-2", OwnerName = "Ada" };
        _api.On("GET nodes", new Page<NodeView>([node]));
        _api.On("GET nodes/site-a", node);
        _api.On("GET transfers/t1", Samples.Transfer with { Owner = "u-2", OwnerName = "Ada" });
        foreach (string line in new[] { "node list", "node show site-a", "transfer show t1" })
        {
            Assert.Contains("u-2 (Ada)", (await RunAsync(line)).Out, StringComparison.Ordinal);
        }
    }

    private Task<Outcome> RunAsync(string line) => new CommandLine(_api).RunAsync(line);
}
