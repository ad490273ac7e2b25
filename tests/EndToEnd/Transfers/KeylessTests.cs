using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Datasets;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Transfers;

/// <summary>Two sites that copy without either having the other's keys.</summary>
public sealed class KeylessTests(ITestOutputHelper output)
{
    private const long Mebibyte = 1024 * 1024;

    private static readonly Dictionary<string, string> Everywhere = new(StringComparer.Ordinal)
    {
        ["Keyless__WherePossible"] = "true",
        ["Logging__LogLevel__Default"] = "Trace",
        ["Logging__LogLevel__Microsoft"] = "Debug",
        ["Logging__LogLevel__System"] = "Trace",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Transfer_BothSitesHaveAgents_SucceedsAndNobodySawTheOthersSecret()
    {
        await using Installation dtnbox = await Installation.StartAsync(settings: Everywhere, records: true);
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 300, seed: 7, large: 90 * Mebibyte);

        TransferView transfer = await dtnbox.TransferAsync();
        await dtnbox.Api.WaitAsync(transfer.Id, view => view.Totals.BytesCopied > 0, TimeSpan.FromMinutes(1));
        await AssertNoSecretAsync(dtnbox);
        TransferView ended = await dtnbox.Api.WaitForEndAsync(transfer.Id, TimeSpan.FromMinutes(3));

        Assert.Equal((TransferState.Succeeded, KeyMode.Keyless), (ended.State, ended.Keys!.Mode));
        Assert.Equal((301, 301), (ended.Totals.ObjectsCopied, ended.Totals.ObjectsVerified));
        await Dataset.AssertSameAsync(dtnbox);
        await AssertNoSecretAsync(dtnbox);
        Assert.DoesNotContain(
            await dtnbox.StoredAsync().Select(stored => stored.Where).ToListAsync(Cancel),
            where => where.Contains("/signed/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Transfer_AgentsOfBothSitesKilledInEachPhase_SucceedsAndSendsNoPartTwice()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using Installation dtnbox = await Installation.StartAsync(settings: Everywhere);
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 1000, seed, large: 200 * Mebibyte);
        dtnbox.B.Proxy.BytesPerSecond = 12 * Mebibyte;

        TransferView transfer = await dtnbox.TransferAsync();
        for (int kill = 0; kill < 6; kill++)
        {
            long more = random.NextInt64(2 * Mebibyte, 16 * Mebibyte);
            long from = Sent(dtnbox);
            await Eventually.ThatAsync(
                async () => Sent(dtnbox) >= from + more || await HasEndedAsync(dtnbox, transfer.Id),
                TimeSpan.FromMinutes(3),
                $"{more} more bytes are sent before kill {kill}",
                Cancel);
            await dtnbox.KillAgentAsync(kill % 2 == 0 ? dtnbox.A : dtnbox.B);
        }

        dtnbox.B.Proxy.BytesPerSecond = 1024 * Mebibyte;
        TransferView ended = await dtnbox.Api.WaitForEndAsync(transfer.Id, TimeSpan.FromMinutes(5));
        Assert.Equal((TransferState.Succeeded, KeyMode.Keyless), (ended.State, ended.Keys!.Mode));
        Assert.Equal((1001, 1001), (ended.Totals.ObjectsCopied, ended.Totals.ObjectsVerified));
        await Dataset.AssertSameAsync(dtnbox);
        Assert.Empty(SentTwice.Find(dtnbox.B));
    }

    [Fact]
    public async Task Transfer_StoppedAndRestarted_GoesOnWithWhatIsMissing()
    {
        await using Installation dtnbox = await Installation.StartAsync(settings: Everywhere);
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 200, seed: 3, large: 120 * Mebibyte);
        dtnbox.B.Proxy.BytesPerSecond = 12 * Mebibyte;
        TransferView transfer = await dtnbox.TransferAsync();
        await dtnbox.Api.WaitAsync(
            transfer.Id, view => view.Totals.BytesCopied > 20 * Mebibyte, TimeSpan.FromMinutes(2));

        await dtnbox.Api.PostAsync<TransferView>($"transfers/{transfer.Id}/stop");
        await dtnbox.Api.WaitAsync(transfer.Id, view => view.State == TransferState.Stopped, TimeSpan.FromMinutes(1));
        dtnbox.B.Proxy.BytesPerSecond = 1024 * Mebibyte;
        await dtnbox.Api.PostAsync<TransferView>($"transfers/{transfer.Id}/restart");
        TransferView ended = await dtnbox.Api.WaitForEndAsync(transfer.Id, TimeSpan.FromMinutes(3));

        Assert.Equal((TransferState.Succeeded, 201), (ended.State, ended.Totals.ObjectsVerified));
        await Dataset.AssertSameAsync(dtnbox);
        Assert.Empty(SentTwice.Find(dtnbox.B));
    }

    /// <summary>Searches all that either agent was told, all that is stored, and all that was logged.</summary>
    private static async Task AssertNoSecretAsync(Installation dtnbox)
    {
        (string a, string b) = (dtnbox.A.User.SecretKey, dtnbox.B.User.SecretKey);
        Assert.All(dtnbox.A.Recorder!.Told, told => Assert.DoesNotContain(b, told, StringComparison.Ordinal));
        Assert.All(dtnbox.B.Recorder!.Told, told => Assert.DoesNotContain(a, told, StringComparison.Ordinal));

        // The proof searches where it would find it: each agent has the secret of its own store.
        Assert.Contains(dtnbox.A.Recorder.Told, told => told.Contains(a, StringComparison.Ordinal));
        Assert.Contains(dtnbox.B.Recorder.Told, told => told.Contains(b, StringComparison.Ordinal));

        // A signature names the key that made it. Nothing else tells the source's agent of it.
        Assert.All(dtnbox.A.Recorder.Told, told => Assert.DoesNotContain(
            dtnbox.B.User.AccessKey,
            told.Replace($"\"credential\":\"{dtnbox.B.User.AccessKey}/", "", StringComparison.Ordinal),
            StringComparison.Ordinal));

        await foreach ((string where, string text) in dtnbox.StoredAsync())
        {
            Assert.False(text.Contains(a, StringComparison.Ordinal) || text.Contains(b, StringComparison.Ordinal), where);
            Assert.False(text.Contains("aws4_request", StringComparison.Ordinal), $"{where} holds a signature");
        }

        Site[] sites = [dtnbox.A, dtnbox.B];
        IEnumerable<string> spoken = sites.SelectMany(site => site.Recorder!.Said)
            .Concat(sites.SelectMany(site => site.Proxy.Requests).Select(request => request.RawTarget));
        Assert.All(spoken, said => AssertHoldsNone(said, a, b));

        // Where nobody but the destination's agent and the ledger has to do with signatures.
        Assert.NotEmpty(dtnbox.Log);
        IEnumerable<string> kept = dtnbox.Log.Select(entry => entry.Line)
            .Concat(sites.SelectMany(site => site.Recorder!.Asked))
            .Concat(dtnbox.StateFiles());
        Assert.All(kept, text => AssertHoldsNone(text, a, b, "X-Amz-Signature", "aws4_request"));
    }

    private static void AssertHoldsNone(string text, params string[] secrets)
        => Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));

    private static long Sent(Installation dtnbox) => SentTwice.Puts(dtnbox.B).Sum(request => request.RequestBytes);

    private static async Task<bool> HasEndedAsync(Installation dtnbox, string id)
        => (await dtnbox.Api.GetAsync<TransferView>($"transfers/{id}")).EndedAt is not null;
}
