using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts.Transfers;
using Microsoft.AspNetCore.Http;

namespace DtnBox.Cli.Tests.Transfers;

public sealed class ReceiptVerbTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dtnbox-receipt-").FullName;
    private ApiSimulator _api = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _api = await ApiSimulator.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Receipt_ToAFile_IsWrittenWhole()
    {
        _api.On("GET transfers/t1/receipt", _ => Results.Text("{\"a\":1}\n{\"b\":2}\n", "application/x-ndjson"));
        string file = Path.Combine(_folder, "r.jsonl");
        Outcome outcome = await new CommandLine(_api).RunAsync(["transfer", "receipt", "t1", "--out", file]);
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Equal("{\"a\":1}\n{\"b\":2}\n", await File.ReadAllTextAsync(file, Cancel));
        Assert.Contains($"dtnbox receipt verify {file}", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receipt_ThatBreaksOff_LeavesNoFile()
    {
        _api.On("GET transfers/t1/receipt", _ => null);
        Outcome outcome = await new CommandLine(_api).RunAsync(["transfer", "receipt", "t1", "--out", Path.Combine(_folder, "r.jsonl")]);
        Assert.Equal(ExitCodes.Unreachable, outcome.ExitCode);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Receipt_ToStdout_IsPassedOn()
    {
        _api.On("GET transfers/t1/receipt", _ => Results.Text("{\"a\":1}\n", "application/x-ndjson"));
        Assert.Equal("{\"a\":1}", (await new CommandLine(_api).RunAsync("transfer receipt t1")).Out);
    }

    [Fact]
    public async Task Receipt_Sign_TellsWhoHasSigned()
    {
        _api.On(
            "POST transfers/t1/receipt/signatures",
            new ReceiptView("t1", 1, [new("copy", "site-a", "site-a.1", "kk"), new("verify", "site-b")]));
        string words = (await new CommandLine(_api).RunAsync("transfer receipt t1 --sign")).Out;
        Assert.Contains("copy    site-a  signed by site-a.1, key kk", words, StringComparison.Ordinal);
        Assert.Contains("verify  site-b  asked", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objects_AllAsJson_PassesTheLinesOn()
    {
        _api.On("GET transfers/t1/results?state=Failed", _ => Results.Text("{\"key\":\"a\"}\n{\"key\":\"b\"}\n", "application/x-ndjson"));
        Outcome outcome = await new CommandLine(_api).RunAsync("transfer objects t1 --all --json --state Failed");
        Assert.Equal("{\"key\":\"a\"}\n{\"key\":\"b\"}", outcome.Out);
    }
}
