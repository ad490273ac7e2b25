using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts;
using DtnBox.Contracts.Nodes;

namespace DtnBox.Cli.Tests.Nodes;

public sealed class NodeVerbTests : IAsyncLifetime
{
    private ApiSimulator _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiSimulator.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Show_ANode_TellsStoreAndAgents()
    {
        _api.On("GET nodes/site-a", Samples.Node);
        Outcome outcome = await new CommandLine(_api).RunAsync("node show site-a");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Equal(
            """
            site-a  Site A
              Status   online
              Owner    alice
              Since    2026-11-23 01:02:03 UTC
              Store    https://s3.site-a.example/ (us-east-1, Path)
              Key      AKSITEA
              Agents   1
                site-a.1  host-1  0.1.0  online
            """,
            outcome.Out);
        Assert.Equal("Bearer secret-token", _api.Requests.Single().Authorization);
    }

    [Fact]
    public async Task Show_ANodeWithControlCharacters_ShowsThemHarmless()
    {
        _api.On("GET nodes/site-a", Samples.Node with { DisplayName = "\u001b[31mred" });
        Outcome outcome = await new CommandLine(_api).RunAsync("node show site-a");
        Assert.StartsWith("site-a  \\u001b[31mred\n", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_TwoPages_ShowsThemAsOneTable()
    {
        _api.On("GET nodes", new Page<NodeView>([Samples.Node], "site-a"));
        _api.On("GET nodes?after=site-a", new Page<NodeView>([Samples.Node with { Id = "site-b", Agents = [] }]));
        Outcome outcome = await new CommandLine(_api).RunAsync("node list");
        Assert.Equal(
            """
            ID      NAME    STATUS   AGENTS  STORE                       OWNER
            site-a  Site A  online   1       https://s3.site-a.example/  alice
            site-b  Site A  offline  0       https://s3.site-a.example/  alice
            """,
            outcome.Out);
    }

    [Fact]
    public async Task List_Json_IsAnArrayOfWhatTheApiGave()
    {
        _api.On("GET nodes", new Page<NodeView>([Samples.Node]));
        Outcome outcome = await new CommandLine(_api).RunAsync("node list --json");
        NodeView[]? read = System.Text.Json.JsonSerializer.Deserialize<NodeView[]>(outcome.Out, ContractJson.Options);
        Assert.Equivalent(Samples.Node, Assert.Single(read!));
    }

    [Fact]
    public async Task List_None_SaysTheNextStep()
    {
        _api.On("GET nodes", new Page<NodeView>([]));
        Outcome outcome = await new CommandLine(_api).RunAsync("node list");
        Assert.Contains("dtnbox node add", outcome.Out, StringComparison.Ordinal);
        Assert.Equal("[\n]", (await new CommandLine(_api).RunAsync("node list --json")).Out);
    }

    [Theory]
    [InlineData("--secret-key-stdin", "  s3cret\n", null)]
    [InlineData("", "", "s3cret")]
    public async Task Add_SecretFromStdinOrEnvironment_RegistersTheNode(string option, string input, string? variable)
    {
        _api.On("POST nodes", Samples.Node, 201);
        var line = new CommandLine(_api) { Input = input };
        if (variable is not null)
        {
            line.Environment["DTNBOX_SECRET_KEY"] = variable;
        }

        Outcome outcome = await line.RunAsync(
            $"node add site-a --endpoint https://s3.site-a.example --access-key AK --addressing VirtualHost --display-name \"Site A\" {option}");

        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Equal(
            """{"id":"site-a","displayName":"Site A","store":{"endpoint":"https://s3.site-a.example","addressing":"VirtualHost","accessKey":"AK","secretKey":"s3cret"}}""",
            _api.Requests.Single().Body.ToString());
        Assert.DoesNotContain("s3cret", outcome.Out + outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_NoSecretAnywhere_IsAUsageFault()
    {
        Outcome outcome = await new CommandLine(_api).RunAsync("node add a --endpoint http://x --access-key AK");
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains("--secret-key-stdin", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(_api.Requests);
    }

    [Fact]
    public async Task Enroll_ANode_ShowsCodeAndCommand()
    {
        _api.On("POST nodes/site-a/enrollments", new EnrollmentCode("abc123", Samples.At), 201);
        Outcome outcome = await new CommandLine(_api).RunAsync("node enroll site-a");
        Assert.Equal(
            $"""
            Code   abc123
            Until  2026-11-23 01:02:03 UTC (for one agent, and shown only now)

            Start the agent beside the store:
              Agent__ControlPlane={_api.Address.AbsoluteUri.TrimEnd('/')} Agent__EnrollmentCode=abc123 DtnBox.ControllerAgent
            """,
            outcome.Out);
    }
}
