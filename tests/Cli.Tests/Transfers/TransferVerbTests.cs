using System.Text.Json;
using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Tests.Transfers;

public sealed class TransferVerbTests : IAsyncLifetime
{
    private ApiSimulator _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiSimulator.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Show_ARunningTransfer_TellsItsFigures()
    {
        _api.On("GET transfers/t1", Samples.Transfer with { WaitingFor = "an agent of site-b" });
        Outcome outcome = await new CommandLine(_api).RunAsync("transfer show t1");
        Assert.Equal(
            """
            t1  Run 7
              State     Copying
              From      site-a:results/run-7/
              To        site-b:incoming/
              Owner     alice
              Sync      SizeDiffers
              Created   2026-11-23 01:02:03 UTC
              Planned   40 objects, 4.0 GiB, still counting
              Skipped   2 objects, 1.0 MiB
              Copied    12 objects, 1.0 GiB
              Verified  3 objects, 256.0 MiB
              Failed    1 object
              Waiting   an agent of site-b
            """,
            outcome.Out);
    }

    [Fact]
    public async Task Show_AFailedTransfer_TellsCauseAndNextStep()
    {
        _api.On("GET transfers/t1", Samples.Ended(TransferState.Failed) with
        {
            Fault = Samples.Denied.Example,
            Faults = new Dictionary<string, FaultSummary> { ["access_denied"] = Samples.Denied },
        });
        string words = (await new CommandLine(_api).RunAsync("transfer show t1")).Out;
        Assert.Contains("  Ended     2026-11-23 01:03:34 UTC, after 1 min 30 s\n", words, StringComparison.Ordinal);
        Assert.EndsWith(
            """
              Cause     The store said 403.
              Next      Ask the owner of site-a for read rights.
              access_denied (Denied): 1 object, for example run-7/secret.dat
                Cause   The store said 403.
                Next    Ask the owner of site-a for read rights.
            """,
            words,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_TagsThatWereNotCopied_CountsThemAndNamesWhatNeverIs()
    {
        _api.On("GET transfers/t1", Samples.Ended(TransferState.Succeeded) with
        {
            NotCopied = new Dictionary<string, long> { ["tags"] = 12 },
        });
        string words = (await new CommandLine(_api).RunAsync("transfer show t1")).Out;
        Assert.EndsWith(
            """
              tags of 12 objects were not copied: a store lacks or refuses them
              Never copied: ACLs, older versions, locks and retention, storage class, encryption settings
            """,
            words,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithOptions_SendsThemWithAKey()
    {
        _api.On("POST transfers", Samples.Transfer, 201);
        Outcome outcome = await new CommandLine(_api).RunAsync(
            "transfer start site-a:results/run-7/ site-b:incoming --label \"Run 7\" --sync Missing --idempotency-key k1 --json");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        SimulatedRequest request = _api.Requests.Single();
        Assert.Equal("k1", request.IdempotencyKey);
        Assert.Equal(
            """{"source":{"nodeId":"site-a","bucket":"results","prefix":"run-7/"},"destination":{"nodeId":"site-b","bucket":"incoming","prefix":""},"label":"Run 7","settings":{"kind":"Copy","sync":"Missing"}}""",
            request.Body.ToString());
        Assert.Equal("t1", JsonElement.Parse(outcome.Out).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Start_Twice_DrawsAKeyEachTime()
    {
        _api.On("POST transfers", Samples.Transfer, 201);
        var line = new CommandLine(_api);
        await line.RunAsync("transfer start a:b c:d");
        await line.RunAsync("transfer start a:b c:d");
        Assert.Equal(2, _api.Requests.Select(request => request.IdempotencyKey).Where(key => key.Length == 32).Distinct().Count());
    }

    [Fact]
    public async Task Start_AnswerLost_SaysHowToRepeatItSafely()
    {
        _api.On("POST transfers", _ => null);
        Outcome outcome = await new CommandLine(_api).RunAsync("transfer start a:b c:d --idempotency-key k1");
        Assert.Equal(ExitCodes.Unreachable, outcome.ExitCode);
        Assert.Contains("--idempotency-key k1", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("results/run-7/", "names no site")]
    [InlineData(":results/run-7/", "names no site")]
    [InlineData("site-a:", "names no bucket")]
    [InlineData("site-a:/run-7", "names no bucket")]
    public async Task Start_LocationThatCannotBe_SaysWhatIsMissing(string source, string fault)
    {
        Outcome outcome = await new CommandLine(_api).RunAsync($"transfer start {source} site-b:incoming");
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains($"'{source}' {fault}. Write site:bucket/prefix", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(_api.Requests);
    }

    [Fact]
    public async Task List_WithStateAndLimit_AsksForThemAndShowsNoMore()
    {
        _api.On("GET transfers?limit=2&state=Copying", new Page<TransferView>([Samples.Transfer], "t1"));
        _api.On(
            "GET transfers?limit=2&state=Copying&after=t1",
            new Page<TransferView>([Samples.Transfer with { Id = "t2" }, Samples.Transfer with { Id = "t3" }], "t3"));
        Outcome outcome = await new CommandLine(_api).RunAsync("transfer list --state Copying --limit 2");
        Assert.Equal(
            """
            ID  STATE    VERIFIED  FROM                   TO                CREATED                  LABEL
            t1  Copying  3/40+     site-a:results/run-7/  site-b:incoming/  2026-11-23 01:02:03 UTC  Run 7
            t2  Copying  3/40+     site-a:results/run-7/  site-b:incoming/  2026-11-23 01:02:03 UTC  Run 7
            """,
            outcome.Out);
    }

    [Fact]
    public async Task Objects_ManyPages_ShowsEveryRow()
    {
        _api.On("GET transfers/t1/objects?state=Failed", new Page<ObjectView>(
            [new ObjectView("run-7/secret.dat", 2048, ObjectState.Failed, null, Samples.Denied.Example)], "3"));
        _api.On("GET transfers/t1/objects?state=Failed&after=3", new Page<ObjectView>(
            [new ObjectView("run-7/\u001b[2J.dat", 5, ObjectState.Verified, "ab", null)]));
        var line = new CommandLine(_api);
        Assert.Equal(
            """
            Failed       2.0 KiB  run-7/secret.dat  (access_denied, Denied: The store said 403. Ask the owner of site-a for read rights.)
            Verified         5 B  run-7/\u001b[2J.dat
            """,
            (await line.RunAsync("transfer objects t1 --state Failed")).Out);
        Assert.Equal(2, JsonElement.Parse((await line.RunAsync("transfer objects t1 --state Failed --json")).Out).GetArrayLength());
    }

    [Theory]
    [InlineData("stop", "Stopping t1. Go on later with: dtnbox transfer restart t1")]
    [InlineData("restart", "Restarted t1. Watch it with: dtnbox transfer watch t1")]
    public async Task Order_ATransfer_SaysWhatComesNext(string order, string words)
    {
        _api.On($"POST transfers/t1/{order}", Samples.Transfer, 202);
        Assert.Equal(words, (await new CommandLine(_api).RunAsync($"transfer {order} t1")).Out);
    }
}
