using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using Microsoft.AspNetCore.Http;

namespace DtnBox.Cli.Tests.Transfers;

public sealed class TransferListVerbTests : IAsyncLifetime
{
    private ApiSimulator _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiSimulator.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Theory]
    [InlineData("--state Failed Parked", "state=Failed&state=Parked")]
    [InlineData("--active --search site-a:results/", "ended=false&search=site-a%3Aresults%2F")]
    [InlineData("--ended", "ended=true")]
    public async Task List_Filters_AreAskedFor(string options, string query)
    {
        _api.On($"GET transfers?limit=20&{query}", new Page<TransferView>([Samples.Transfer]));
        Outcome outcome = await new CommandLine(_api).RunAsync($"transfer list {options}");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Contains("Run 7", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_ById_SaysThatItIsDone()
    {
        _api.On("DELETE transfers/t1", _ => Results.NoContent());
        Outcome outcome = await new CommandLine(_api).RunAsync("transfer delete t1");
        Assert.Equal((ExitCodes.Ok, "Deleted t1."), (outcome.ExitCode, outcome.Error.Trim()));
    }

    [Fact]
    public async Task List_ActiveAndEnded_IsAMistake()
    {
        Outcome outcome = await new CommandLine(_api).RunAsync("transfer list --active --ended");
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Empty(_api.Requests);
    }
}
