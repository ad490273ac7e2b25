using System.Globalization;
using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Datasets;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Transfers;

/// <summary>Transfers of many objects, one after the other, while everything that has a part in them is killed at random.</summary>
/// <remarks>
/// <c>script/kill-loop --all</c> runs it at full length. Which process is killed comes from a bag that holds each kind once
/// and is filled again when it is empty. When comes from the seed too: after so many more bytes or requests at the
/// destination's store, or some time after the last kill, but never before something more was sent.
/// </remarks>
public sealed class KillAllTests(ITestOutputHelper output)
{
    private const long Mebibyte = 1024 * 1024;
    private const long PartSize = 5 * Mebibyte;
    private const long BytesPerSecond = 10 * Mebibyte;

    // A host that was killed has left activities that wait for their visibility timeout, and an agent is not told before.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly int _kills = Setting("DTNBOX_KILL_ALL_KILLS", 4);
    private readonly int _objects = Setting("DTNBOX_KILL_ALL_OBJECTS", 200);
    private readonly int _seed = Setting("DTNBOX_KILL_ALL_SEED", Environment.TickCount & int.MaxValue);
    private readonly SortedDictionary<string, int> _killed = new(StringComparer.Ordinal);
    private readonly List<string> _wrong = [];
    private int _transfers;
    private long _objectsCopied;
    private long _bytesCopied;
    private int _unanswered;
    private int _afterAnswer;
    private int _differing;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Transfers_EverythingKilledAtRandomMoments_SucceedAndSendNothingAcknowledgedAgain()
    {
        output.WriteLine($"seed {_seed}");
        var random = new Random(_seed);
        await using Installation dtnbox = await Installation.StartAsync(
            agentSettings: new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Transfer__MultipartThresholdBytes"] = $"{PartSize}",
                ["Transfer__MinimumPartSizeBytes"] = $"{PartSize}",
                ["Transfer__LargestTunedPartBytes"] = $"{PartSize}",
                ["Transfer__PartsInFlight"] = "4",
                ["Transfer__MaxPartsInFlight"] = "8",
                ["Transfer__ChunkMaxObjects"] = "100",
            });
        await PutDatasetAsync(dtnbox, random);
        SortedDictionary<string, string> source = await Dataset.HashAsync(dtnbox, dtnbox.A);
        try
        {
            Queue<Kill> kills = Plan(random);
            while (kills.Count > 0)
            {
                await TransferAsync(dtnbox, kills, source);
            }
        }
        finally
        {
            Report();
        }

        Assert.Empty(_wrong);
        Assert.Equal(_kills, _killed.Values.Sum());
    }

    /// <summary>What is killed, and when after the last kill: bytes and requests are counted at the destination's store.</summary>
    private sealed record Kill(string Kind, long Bytes, int Requests, TimeSpan Time);

    private Queue<Kill> Plan(Random random)
    {
        var kills = new Queue<Kill>();
        while (kills.Count < _kills)
        {
            string[] bag = ["worker", "host", "agent A", "agent B"];
            random.Shuffle(bag);
            foreach (string kind in bag.Take(_kills - kills.Count))
            {
                kills.Enqueue(random.Next(10) switch
                {
                    < 5 => new Kill(kind, random.NextInt64(1, MostBetween), 1, TimeSpan.Zero),
                    < 8 => new Kill(kind, 1, random.Next(1, Math.Max(2, _objects / 4)), TimeSpan.Zero),
                    _ => new Kill(kind, 1, 1, TimeSpan.FromMilliseconds(random.Next(100, 4000))),
                });
            }
        }

        return kills;
    }

    /// <summary>A small dataset must not be through before its kills.</summary>
    private long MostBetween => Math.Min(24 * Mebibyte, _objects * 40L * 1024);

    private async Task PutDatasetAsync(Installation dtnbox, Random random)
    {
        int large = Math.Max(2, _objects / 330);
        int medium = Math.Max(3, _objects / 66);
        long[] sizes =
        [
            .. Enumerable.Range(0, large).Select(_ => random.NextInt64(12 * Mebibyte, 32 * Mebibyte)),
            .. Enumerable.Range(0, medium).Select(_ => random.NextInt64(Mebibyte, 4 * Mebibyte)),
        ];
        await Dataset.PutAsync(dtnbox, dtnbox.A, _objects - sizes.Length, _seed, sizes);
    }

    /// <summary>One transfer to a prefix of its own, with those of the kills that come before its end.</summary>
    private async Task TransferAsync(Installation dtnbox, Queue<Kill> kills, SortedDictionary<string, string> source)
    {
        string prefix = $"run-{++_transfers}/";
        dtnbox.B.Proxy.ClearRequests();
        dtnbox.B.Proxy.BytesPerSecond = BytesPerSecond;
        TransferView transfer = await dtnbox.TransferAsync(to: prefix, settings: new TransferSettings(Sync: SyncMode.All));
        Task<TransferView> end = dtnbox.Api.WaitForEndAsync(transfer.Id, TimeSpan.FromHours(1));
        while (kills.Count > 0 && await IsDueAsync(dtnbox, kills.Peek(), end))
        {
            Kill kill = kills.Dequeue();
            output.WriteLine($"transfer {_transfers}, {Sent(dtnbox)} bytes sent: kill {kill}");
            await StrikeAsync(dtnbox, kill.Kind);
            _killed[kill.Kind] = _killed.GetValueOrDefault(kill.Kind) + 1;
        }

        dtnbox.B.Proxy.BytesPerSecond = long.MaxValue;
        TransferView ended = await end.WaitAsync(TimeSpan.FromMinutes(10), TimeProvider.System, Cancel);
        await JudgeAsync(dtnbox, ended, prefix, source);

        // The test server keeps everything in memory: the next transfer needs the room.
        await Dataset.DeleteAsync(dtnbox, dtnbox.B, prefix);
    }

    /// <summary>Waits for the kill's moment; false if the transfer ends before.</summary>
    private static async Task<bool> IsDueAsync(Installation dtnbox, Kill kill, Task<TransferView> end)
    {
        long started = TimeProvider.System.GetTimestamp();
        long bytes = Sent(dtnbox);
        int requests = dtnbox.B.Proxy.Requests.Count;
        await Eventually.ThatAsync(
            () => end.IsCompleted
                || (Sent(dtnbox) >= bytes + kill.Bytes
                    && dtnbox.B.Proxy.Requests.Count >= requests + kill.Requests
                    && TimeProvider.System.GetElapsedTime(started) >= kill.Time),
            Patience,
            $"it goes on before {kill}",
            Cancel);
        return !end.IsCompleted;
    }

    private static Task StrikeAsync(Installation dtnbox, string kind) => kind switch
    {
        "worker" => dtnbox.KillWorkerAsync(),
        "host" => dtnbox.KillHostAsync(),
        "agent A" => dtnbox.KillAgentAsync(dtnbox.A),
        _ => dtnbox.KillAgentAsync(dtnbox.B),
    };

    private async Task JudgeAsync(
        Installation dtnbox, TransferView ended, string prefix, SortedDictionary<string, string> source)
    {
        TransferTotals totals = ended.Totals;
        if ((ended.State, totals.ObjectsPlanned, totals.ObjectsCopied, totals.ObjectsVerified)
            != (TransferState.Succeeded, source.Count, source.Count, source.Count))
        {
            _wrong.Add($"Transfer {_transfers} ended as {ended}.");
        }

        if (ended.Keys?.Mode != KeyMode.Keyless)
        {
            _wrong.Add($"Transfer {_transfers} was not keyless: {ended.Keys}.");
        }

        SortedDictionary<string, string> copies = await Dataset.HashAsync(dtnbox, dtnbox.B, prefix);
        string[] differing =
        [
            .. source.Where(item => copies.GetValueOrDefault(prefix + item.Key) != item.Value).Select(item => item.Key),
            .. copies.Keys.Where(key => !source.ContainsKey(key[prefix.Length..])),
        ];
        _wrong.AddRange(differing.Select(key => $"Transfer {_transfers}: '{key}' is not the same at the destination."));
        (IReadOnlyList<string> afterAnswer, int unanswered) = SentTwice.Again(dtnbox.B);
        _wrong.AddRange(afterAnswer.Select(sent => $"Transfer {_transfers} sent acknowledged bytes again: {sent}"));
        await Eventually.ThatAsync(
            async () => await dtnbox.QueuedRowsAsync() == 0, Patience, "the queue is empty", Cancel);
        _objectsCopied += totals.ObjectsCopied;
        _bytesCopied += totals.BytesCopied;
        _differing += differing.Length;
        _afterAnswer += afterAnswer.Count;
        _unanswered += unanswered;
    }

    private static long Sent(Installation dtnbox) => SentTwice.Puts(dtnbox.B).Sum(request => request.RequestBytes);

    private void Report()
    {
        string killed = string.Join(", ", _killed.Select(kind => $"{kind.Value} {kind.Key}"));
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"seed {_seed}: {_killed.Values.Sum()} kills ({killed}), {_transfers} transfers, {_objectsCopied} objects, {_bytesCopied / Mebibyte} MiB, {_unanswered} sent twice (not acknowledged), {_afterAnswer} acknowledged and sent again, SHA-256 {(_differing == 0 ? "the same" : $"of {_differing} DIFFERENT")}");
        output.WriteLine(line);
        output.WriteLine(string.Join('\n', _wrong));
        if (Environment.GetEnvironmentVariable("DTNBOX_KILL_LOOP_REPORT") is { Length: > 0 } file)
        {
            File.WriteAllText(file, line + "\n");
        }
    }

    private static int Setting(string name, int otherwise)
        => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
