using System.Text.Json;
using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using Microsoft.AspNetCore.Http;

namespace DtnBox.Cli.Tests.Watching;

public sealed class WatchTests : IAsyncLifetime
{
    private ApiSimulator _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiSimulator.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Theory]
    [InlineData(TransferState.Succeeded, ExitCodes.Ok, "Succeeded: 39 objects, 4.0 GiB are at site-b:incoming/ and were read back")]
    [InlineData(TransferState.Parked, ExitCodes.Parked, "Parked: 39 objects, 4.0 GiB are proven; finished parts are kept.")]
    [InlineData(TransferState.SucceededWithErrors, ExitCodes.SucceededWithErrors, "Succeeded with errors: 39 objects, 4.0 GiB are proven, 1 object failed.")]
    [InlineData(TransferState.Stopped, ExitCodes.Stopped, "Stopped: 39 objects, 4.0 GiB are proven; finished parts are kept.")]
    [InlineData(TransferState.Failed, ExitCodes.Failed, "Failed: 39 objects, 4.0 GiB are proven.")]
    public async Task Watch_TransferThatEnded_SaysHow(TransferState state, int exitCode, string words)
    {
        _api.On("GET transfers/t1", Samples.Ended(state) with
        {
            Fault = state == TransferState.Failed ? Samples.Denied.Example : null,
        });
        Outcome outcome = await new CommandLine(_api).RunAsync("transfer watch t1");
        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.StartsWith(words, outcome.Out, StringComparison.Ordinal);
        Assert.Equal(state == TransferState.Failed, outcome.Out.Contains("Ask the owner of site-a", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Watch_ControlPlaneGoesAwayAndComesBack_Reconnects()
    {
        Answers(Seen(Samples.Transfer), null, Seen(Samples.Ended(TransferState.Succeeded)));
        Outcome outcome = await new CommandLine(_api).RunAsync("transfer watch t1");
        string[] lines = outcome.Out.Split('\n');
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Equal(
            "Copying: 12 objects, 1.0 GiB copied and 3 objects verified of 40 objects, 4.0 GiB; no rate yet, still counting",
            lines[0]);
        Assert.StartsWith("Reconnecting: ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("Succeeded: ", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_Json_WritesALineForEachChange()
    {
        Answers(Seen(Samples.Transfer), Seen(Samples.Transfer), Seen(Samples.Ended(TransferState.Succeeded)));
        Outcome outcome = await new CommandLine(_api).RunAsync("transfer watch t1 --json");
        Assert.Equal(
            ["Copying", "Succeeded"],
            outcome.Out.Split('\n').Select(line => JsonElement.Parse(line).GetProperty("state").GetString()));
        Assert.StartsWith("Succeeded: ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_AtATerminal_DrawsABarForEachPhase()
    {
        Answers(
            Seen(Samples.Transfer with { State = TransferState.Validating, WaitingFor = "an agent of [site-b]" }),
            Seen(Samples.Transfer),
            Seen(Samples.Ended(TransferState.Succeeded)));
        Outcome outcome = await new CommandLine(_api) { CanRedraw = true }.RunAsync("transfer watch t1");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.All(
            ["Validate", "List", "Copy", "Verify", "100%"],
            phase => Assert.Contains(phase, outcome.Out, StringComparison.Ordinal));
        Assert.Contains("\n  Skipped   2 objects, 1.0 MiB (SizeDiffers)\n  Never copied: ", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_UnknownTransfer_IsNotFound()
    {
        _api.OnProblem("GET transfers/t1", 404, "No such transfer", "There is none.", "List them.");
        Assert.Equal(ExitCodes.NotFound, (await new CommandLine(_api).RunAsync("transfer watch t1")).ExitCode);
    }

    [Fact]
    public async Task Start_WithWatch_EndsWithTheTransfersCode()
    {
        _api.On("POST transfers", Samples.Transfer, 201);
        _api.On("GET transfers/t1", Samples.Ended(TransferState.SucceededWithErrors) with
        {
            Faults = new Dictionary<string, FaultSummary> { ["access_denied"] = Samples.Denied },
        });
        Outcome outcome = await new CommandLine(_api).RunAsync("transfer start site-a:results site-b:incoming --watch");
        Assert.Equal(ExitCodes.SucceededWithErrors, outcome.ExitCode);
        Assert.Contains("access_denied (Denied): 1 object, for example run-7/secret.dat", outcome.Out, StringComparison.Ordinal);
    }

    private static IResult Seen(TransferView transfer) => Results.Json(transfer, DtnBox.Contracts.ContractJson.Options);

    /// <summary>One answer for each look, the last one for all that follow; null breaks the connection.</summary>
    private void Answers(params IResult?[] answers)
    {
        int look = -1;
        _api.On("GET transfers/t1", _ => answers[Math.Min(Interlocked.Increment(ref look), answers.Length - 1)]);
    }
}
