using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Stores;
using Microsoft.AspNetCore.Http;

namespace DtnBox.Cli.Tests.Nodes;

public sealed class NodeLifeVerbTests : IAsyncLifetime
{
    private ApiSimulator _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiSimulator.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Revoke_AnAgent_ShowsItAsRevoked()
    {
        AgentView revoked = Samples.Node.Agents[0] with { Online = false, RevokedAt = Samples.At, RevokedBy = "alice" };
        _api.On("DELETE nodes/site-a/agents/site-a.1", Samples.Node with { Agents = [revoked] });
        Outcome outcome = await new CommandLine(_api).RunAsync("node revoke site-a site-a.1");
        Assert.Contains("site-a.1  host-1  0.1.0  revoked 2026-11-23 01:02:03 UTC by alice", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drain_ASiteOrAnAgent_GoesToItsOwnAddress()
    {
        NodeView drained = Samples.Node with { DrainingSince = Samples.At };
        _api.On("PUT nodes/site-a/drain", drained);
        _api.On("PUT nodes/site-a/agents/site-a.1/drain", drained);
        _api.On("DELETE nodes/site-a/drain", Samples.Node);
        var line = new CommandLine(_api);
        Assert.Contains(
            "Status   online, draining since 2026-11-23 01:02:03 UTC", (await line.RunAsync("node drain site-a")).Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Ok, (await line.RunAsync("node drain site-a site-a.1")).ExitCode);
        Assert.DoesNotContain("draining", (await line.RunAsync("node undrain site-a")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_SecretFromStdin_IsSentAndNotShown()
    {
        _api.On("PUT nodes/site-a/store/keys", Samples.Node);
        Outcome outcome = await new CommandLine(_api) { Input = "s3cret\n" }.RunAsync(
            "node keys site-a --access-key AKNEW --secret-key-stdin");
        Assert.Equal("""{"accessKey":"AKNEW","secretKey":"s3cret"}""", _api.Requests.Single().Body.ToString());
        Assert.DoesNotContain("s3cret", outcome.Out + outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ca_AFile_IsSentAsItIs()
    {
        _api.On("PUT nodes/site-a/store/ca", Samples.Node);
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "pem");
        await new CommandLine(_api).RunAsync(["node", "ca", "site-a", file]);
        await new CommandLine(_api).RunAsync("node ca site-a");
        Assert.Equal(["""{"caCertificate":"pem"}""", "{}"], _api.Requests.Select(request => request.Body.ToString()));
        File.Delete(file);
    }

    [Fact]
    public async Task Show_WithProbeAndWarnings_TellsWhatTheStoreCan()
    {
        var findings = new StoreFindings(
            new StoreCapabilities(true, true, false, true), true, false, [ChecksumKind.Sha256], BucketVersioning.Off, 5L << 30, -2);
        _api.On("GET nodes/site-a", Samples.Node with
        {
            Store = Samples.Node.Store with { Warnings = ["Look at it."], KeysChangedAt = Samples.At },
            Probe = new StoreProbeView(Samples.At, "site-a.1", "scratch", findings, []),
        });
        Outcome outcome = await new CommandLine(_api).RunAsync("node show site-a");
        Assert.Contains(
            """
              Key      AKSITEA, entered 2026-11-23 01:02:03 UTC
              Warning  Look at it.
              Probe    2026-11-23 01:02:03 UTC in bucket scratch by site-a.1
                can      multipart, list parts, ranges, presigned put
                cannot   abort, tags, conditional put
                signed   not tried
                checks   Sha256
                versions Off, largest part 5 GiB, clock -2 s
            """,
            outcome.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_WithWait_AsksUntilThereIsAnAnswer()
    {
        int asked = 0;
        NodeView waiting = Samples.Node with { ProbeRequestedAt = Samples.At };
        _api.On("POST nodes/site-a/store/probe", waiting, status: 202);
        _api.On("GET nodes/site-a", _ => Results.Json(++asked == 1 ? waiting : Samples.Node, ContractJson.Options));
        Outcome outcome = await new CommandLine(_api).RunAsync("node probe site-a --bucket scratch --wait");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Equal(2, asked);
        Assert.Equal("""{"bucket":"scratch"}""", _api.Requests.First().Body.ToString());
    }

    [Fact]
    public async Task Bundle_IntoAFile_WritesItForItsOwnerAndNeverOverAnother()
    {
        _api.On("GET nodes/site-a/bundle", _ => Results.Bytes([1, 2, 3], "application/zip"));
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");
        string[] command = ["node", "bundle", "site-a", "--output", file];

        Assert.Equal(ExitCodes.Ok, (await new CommandLine(_api).RunAsync(command)).ExitCode);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(file));
        Assert.True(
            OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite),
            "others may read it");
        Assert.Equal(ExitCodes.Usage, (await new CommandLine(_api).RunAsync(command)).ExitCode);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(file));
        File.Delete(file);
    }

    [Fact]
    public async Task Bundle_Refused_LeavesNoFile()
    {
        _api.OnProblem("GET nodes/site-a/bundle", 404, "No such node", "There is none.", "List them.");
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");
        Assert.NotEqual(
            ExitCodes.Ok, (await new CommandLine(_api).RunAsync(["node", "bundle", "site-a", "--output", file])).ExitCode);
        Assert.False(File.Exists(file));
    }
}
