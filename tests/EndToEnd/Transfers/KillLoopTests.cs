using System.Globalization;
using System.Net.Http.Json;
using Amazon.S3;
using DtnBox.Contracts;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Datasets;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Transfers;

/// <summary>One large object while its agent is killed again and again. <c>script/kill-loop</c> runs it at full length.</summary>
public sealed class KillLoopTests(ITestOutputHelper output)
{
    private const long Mebibyte = 1024 * 1024;
    private const long PartSize = 5 * Mebibyte;
    private const int PartsInFlight = 4;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Transfer_AgentKilledAtRandomMoments_SendsNoAcknowledgedPartAgain()
    {
        int kills = (int)Setting("DTNBOX_KILL_LOOP_KILLS", 5);
        long size = Setting("DTNBOX_KILL_LOOP_BYTES", 256 * Mebibyte);
        int seed = (int)Setting("DTNBOX_KILL_LOOP_SEED", Environment.TickCount & int.MaxValue);
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using GeneratedStore source = await GeneratedStore.StartAsync(size, seed);
        await using Installation dtnbox = await Installation.StartAsync(
            agentSettings: new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Transfer__MinimumPartSizeBytes"] = $"{PartSize}",
                ["Transfer__LargestTunedPartBytes"] = $"{PartSize}",
                ["Transfer__PartsInFlight"] = $"{PartsInFlight}",
                ["Transfer__MaxPartsInFlight"] = $"{PartsInFlight}",
            });
        await ReadFromAsync(dtnbox, source);
        dtnbox.B.Proxy.BytesPerSecond = 48 * Mebibyte;
        TransferView transfer = await dtnbox.Api.PostAsync<TransferView>(
            "transfers",
            new CreateTransfer(dtnbox.A.At(), dtnbox.B.At(), "kill loop", new TransferSettings(Sync: SyncMode.All)),
            "kill-loop");

        int inFlight = 0;
        for (int kill = 1; kill <= kills; kill++)
        {
            // Together about four fifths of the object, so that the last kill comes before its end.
            long more = random.NextInt64(0, size * 8 / 5 / kills);
            long before = Parts(dtnbox).Sum(part => part.RequestBytes);
            await Eventually.ThatAsync(
                () => Parts(dtnbox).Sum(part => part.RequestBytes) >= before + more,
                TimeSpan.FromMinutes(3),
                $"{more} more bytes are sent before kill {kill}",
                Cancel);
            inFlight += await KillAsync(dtnbox);
        }

        int atLastKill = Parts(dtnbox).Select(Number).Distinct().Count();
        dtnbox.B.Proxy.BytesPerSecond = long.MaxValue;
        TransferView ended = await dtnbox.Api.WaitForEndAsync(transfer.Id, TimeSpan.FromMinutes(15));
        Assert.Equal((TransferState.Succeeded, 1), (ended.State, ended.Totals.ObjectsVerified));

        ILookup<int, ProxiedRequest> sent = Parts(dtnbox).ToLookup(Number);
        int parts = (int)((size + PartSize - 1) / PartSize);
        Assert.True(atLastKill < parts, "The object was sent before the last kill: make it larger.");
        Assert.Equal(Enumerable.Range(1, parts), sent.Select(part => part.Key).Order());
        int sentTwice = sent.Count(part => part.Count() > 1);
        int[] againAfterAnswer = [.. sent.Where(WasAcknowledgedBeforeTheLast).Select(part => part.Key)];
        string hash = (await Dataset.HashAsync(dtnbox, dtnbox.B))[GeneratedStore.Key];
        await DeleteAsync(dtnbox);
        Report(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: {kills} kills, {size / Mebibyte} MiB in {parts} parts, {inFlight} in flight at the kills, {sentTwice} sent twice, {againAfterAnswer.Length} acknowledged and sent again, SHA-256 {(hash == source.Hash() ? "the same" : "DIFFERENT")}"));
        Assert.Empty(againAfterAnswer);
        Assert.InRange(sentTwice, 0, inFlight);
        Assert.Equal(source.Hash(), hash);
    }

    /// <summary>Kills the agent, waits until nothing of it is on its way any more, and starts it again.</summary>
    /// <returns>How many parts were on their way: begun, and not acknowledged by the store.</returns>
    private static async Task<int> KillAsync(Installation dtnbox)
    {
        HashSet<ProxiedRequest> settled = [.. Parts(dtnbox).Where(part => part.Ended)];
        dtnbox.A.Agent!.Kill9();
        await dtnbox.A.Agent.DisposeAsync();
        await Eventually.ThatAsync(
            () => Parts(dtnbox).All(part => part.Ended), TimeSpan.FromSeconds(30), "nothing is on its way", Cancel);
        int cut = Parts(dtnbox).Count(part => part.UpstreamStatus != 200 && !settled.Contains(part));
        dtnbox.StartAgent(dtnbox.A);
        return cut;
    }

    private static IEnumerable<ProxiedRequest> Parts(Installation dtnbox) => dtnbox.B.Proxy.Requests.Where(request =>
        request.Method == "PUT" && request.RawPath.EndsWith("/" + GeneratedStore.Key, StringComparison.Ordinal));

    private static int Number(ProxiedRequest part) => int.Parse(
        part.RawQuery.Split('&').Single(argument => argument.StartsWith("partNumber=", StringComparison.Ordinal))["partNumber=".Length..],
        CultureInfo.InvariantCulture);

    private static bool WasAcknowledgedBeforeTheLast(IEnumerable<ProxiedRequest> sent)
        => sent.SkipLast(1).Any(request => request.UpstreamStatus == 200);

    private static async Task ReadFromAsync(Installation dtnbox, GeneratedStore source)
    {
        using HttpResponseMessage answer = await dtnbox.Api.Http.PutAsync(
            $"nodes/{dtnbox.A.Id}/store",
            JsonContent.Create(
                new StoreSettings(source.Address, null, AddressingStyle.Path, "any", "any"), options: ContractJson.Options),
            Cancel);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task DeleteAsync(Installation dtnbox)
    {
        using AmazonS3Client client = S3Server.NewClient(dtnbox.S3.Endpoint, dtnbox.B.User);
        await client.DeleteObjectAsync(dtnbox.B.Bucket, GeneratedStore.Key, Cancel);
    }

    private void Report(string line)
    {
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("DTNBOX_KILL_LOOP_REPORT") is { Length: > 0 } file)
        {
            File.WriteAllText(file, line + "\n");
        }
    }

    private static long Setting(string name, long otherwise)
        => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? long.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
