using System.IO.Compression;
using System.Text;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Stores;
using DtnBox.ControllerAgent.ControlPlane;
using DtnBox.ControllerAgent.Enrollment;
using DtnBox.ControllerAgent.Ledger;
using DtnBox.ControllerAgent.Tests.Simulation;
using Microsoft.Extensions.DependencyInjection;

namespace DtnBox.ControllerAgent.Tests.Ledger;

public sealed class RemoteChunkLedgerTests : IAsyncLifetime
{
    private static readonly LeasedCommand Lease =
        new("c1", "CopyChunk", default, "lease-1", default, 1, new Dictionary<string, StoreConnection>());

    private readonly TemporaryDirectory _state = new();
    private ControlPlaneSimulator _controlPlane = null!;
    private AgentUnderTest _agent = null!;
    private RemoteChunkLedger _ledger = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private LedgerCalls Calls => _agent.Services.GetRequiredService<LedgerCalls>();

    public async ValueTask InitializeAsync()
    {
        _controlPlane = await ControlPlaneSimulator.StartAsync();
        _agent = AgentUnderTest.Create(_controlPlane, _state);
        await _agent.Services.GetRequiredService<Enroller>().EnsureEnrolledAsync(Cancel);
        _ledger = new RemoteChunkLedger(Calls, Lease);
    }

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _controlPlane.DisposeAsync();
        _state.Dispose();
    }

    [Fact]
    public async Task Read_AfterAppends_GivesAllLinesInOrder()
    {
        await _ledger.AppendAsync(LedgerStreams.Plan, Planned(0, 3), Cancel);
        await _ledger.AppendAsync(LedgerStreams.Plan, Planned(3, 2), Cancel);

        Assert.Equal(2, _controlPlane.Ledger.Streams["c1/plan"].Length);
        Assert.Equal(Planned(0, 5), await ReadAsync());
    }

    [Fact]
    public async Task Read_MembersThatArriveByteByByte_GivesAllLines()
    {
        for (int i = 0; i < 4; i++)
        {
            await _ledger.AppendAsync(LedgerStreams.Plan, Planned(i, 1), Cancel);
        }

        _controlPlane.Ledger.Dribble = true;
        Assert.Equal(Planned(0, 4), await ReadAsync());
    }

    [Fact]
    public async Task Read_StreamThatWasNeverWritten_IsEmpty() => Assert.Empty(await ReadAsync());

    [Fact]
    public async Task Read_AnswerBreaksOff_GoesOnAfterTheLastLineGiven()
    {
        for (int i = 0; i < 5; i++)
        {
            await _ledger.AppendAsync(LedgerStreams.Plan, Planned(i * 1000, 1000), Cancel);
        }

        _controlPlane.Ledger.BreakOffAfter = _controlPlane.Ledger.Streams["c1/plan"].Take(3).Sum(member => member.Length) + 20;
        Assert.Equal(Planned(0, 5000), await ReadAsync());
        Assert.Contains(_agent.Log.Events, entry => entry.Id == 3080);
    }

    [Theory]
    [InlineData("{\"key\":\"a\",\"size\":1,\"eTag\":\"e\"}\nrubbish\n", "Line 2 ")]
    [InlineData("null\n", "Line 1 ")]
    public async Task Read_LineOfAnotherKind_NamesStreamAndLine(string text, string where)
    {
        _controlPlane.Ledger.Streams["c1/plan"] = [Gzip(text)];
        LedgerFormatException fault = await Assert.ThrowsAsync<LedgerFormatException>(ReadAsync);
        Assert.StartsWith($"{where}of 'ledger/plan' cannot be read", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_NotGzip_NamesTheStream()
    {
        _controlPlane.Ledger.Streams["c1/plan"] = [Encoding.UTF8.GetBytes("{\"key\":\"a\"}\n")];
        LedgerFormatException fault = await Assert.ThrowsAsync<LedgerFormatException>(ReadAsync);
        Assert.Contains("'ledger/plan'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_MoreThanOneCallTakes_IsSplit()
    {
        // Random text does not compress below half.
        CopiedObject[] lines = [.. Enumerable.Range(0, 150).Select(i => new CopiedObject(
            Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(30_000)), i, "etag"))];
        await _ledger.AppendAsync(LedgerStreams.Copied, lines, Cancel);

        Assert.Equal(3, _controlPlane.Ledger.Streams["c1/copied"].Length);
        Assert.Equal(lines, await _ledger.ReadAsync<CopiedObject>(LedgerStreams.Copied, Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Append_NothingToSay_SendsNothing()
    {
        await _ledger.AppendAsync<CopiedObject>(LedgerStreams.Copied, [], Cancel);
        Assert.Empty(_controlPlane.Ledger.Streams);
    }

    [Fact]
    public async Task Append_ControlPlaneAway_IsRepeatedUntilItIsAnswered()
    {
        _controlPlane.Fault = path => path.EndsWith("/plan", StringComparison.Ordinal) && _controlPlane.Count("/plan") < 3
            ? SimulatedFault.Away
            : null;
        await _ledger.AppendAsync(LedgerStreams.Plan, Planned(0, 1), Cancel);
        Assert.Equal(3, _controlPlane.Count("/plan"));
        Assert.Equal(Planned(0, 1), await ReadAsync());
    }

    [Fact]
    public async Task EveryCall_LeaseLost_SaysSo()
    {
        _controlPlane.Ledger.LostLease = Lease.LeaseId;
        await Assert.ThrowsAsync<LeaseLostException>(() => _ledger.AppendAsync(LedgerStreams.Plan, Planned(0, 1), Cancel));
        await Assert.ThrowsAsync<LeaseLostException>(() => Calls.StorePlanAsync(Lease, 3, Planned(0, 1), Cancel));
        await Assert.ThrowsAsync<LeaseLostException>(ReadAsync);
    }

    [Fact]
    public async Task StorePlan_OfAChunk_SendsLinesAndSums()
    {
        await Calls.StorePlanAsync(Lease, 3, Planned(1, 3), Cancel);

        (string? objects, string? bytes, byte[] lines) = _controlPlane.Ledger.Plans["c1/3"];
        Assert.Equal("3", objects);
        Assert.Equal("6", bytes);
        _controlPlane.Ledger.Streams["c1/plan"] = [lines];
        Assert.Equal(Planned(1, 3), await ReadAsync());
    }

    private static PlannedObject[] Planned(int first, int count)
        => [.. Enumerable.Range(first, count).Select(i => new PlannedObject($"key\n{i}\u2028ü", i, $"etag{i}"))];

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private async Task<List<PlannedObject>> ReadAsync()
        => await _ledger.ReadAsync<PlannedObject>(LedgerStreams.Plan, Cancel).ToListAsync(Cancel);
}
