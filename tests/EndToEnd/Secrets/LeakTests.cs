using System.Collections.Concurrent;
using DtnBox.Contracts;
using DtnBox.Contracts.People;
using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Datasets;
using DtnBox.EndToEnd.Installations;
using DtnBox.EndToEnd.People;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Secrets;

/// <summary>A run with every kind of secret, failure and kill; afterwards all places are searched for what was planted.</summary>
public sealed class LeakTests(ITestOutputHelper output)
{
    private const long Mebibyte = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly Dictionary<string, string> Talkative = new(StringComparer.Ordinal)
    {
        ["Logging__LogLevel__Default"] = "Trace",
        ["Logging__LogLevel__Microsoft"] = "Debug",
        ["Logging__LogLevel__System"] = "Debug",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_WithFailuresRestartsAndKills_LeavesNoSecretAnywhere()
    {
        ConcurrentQueue<string> provider = new();
        await using LocalIdentityProcess identity = await LocalIdentityProcess.StartAsync(environment: Talkative, onLine: provider.Enqueue);
        await using Installation dtnbox = await Installation.StartAsync(
            settings: new Dictionary<string, string>(Talkative.Concat(Person.SignInWith(identity)), StringComparer.Ordinal)
            {
                ["Keyless__WherePossible"] = "true",
            },
            records: true,
            sites: false);
        await using ControlPlaneRecorder people = await ControlPlaneRecorder.StartAsync(dtnbox.Address, Cancel);
        var scan = new SecretScan();
        scan.Plant("an API token of the configuration", dtnbox.Token);

        using Person ada = await Person.SignUpAsync(identity, people.Address, "ada");
        using Person bob = await Person.SignUpAsync(identity, people.Address, "bob");
        scan.Plant("ada", ada);
        scan.Plant("bob", bob);
        await ada.JoinAsync();
        NewInvitation invitation = await ada.DtnboxAsync<NewInvitation>(["invitation", "create", "--role", "Operator"]);
        scan.PlantLast("the code of an invitation", invitation.Code);
        await bob.JoinAsync(invitation.Code);
        scan.Plant("bob", await bob.RefreshAsync());
        await bob.MakeTokenAsync(TokenScope.Transfer, TokenScope.Node);
        scan.PlantLast("a personal API token", bob.Token!);

        (string wrong, string a, string b) = (Planting.NewStoreSecret(), Planting.NewStoreSecret(), Planting.NewStoreSecret());
        scan.Plant("the wrong secret of a store", wrong);
        scan.Plant("the secret of store a", a);
        scan.Plant("the secret of store b", b);
        dtnbox.A = await dtnbox.NewSiteAsync("site-a", await dtnbox.S3.CreateUserAsync(a, Cancel));
        dtnbox.B = await dtnbox.NewSiteAsync("site-b", await dtnbox.S3.CreateUserAsync(b, Cancel));
        foreach (Site site in (Site[])[dtnbox.A, dtnbox.B])
        {
            scan.Plant($"the enrolment code of {site.Id}", await bob.RegisterAsync(dtnbox, site));
            scan.PlantKey(dtnbox, site);
        }

        await CopyThroughFailuresAsync(dtnbox, bob, wrong);
        await CopyWithSharedKeysAsync(dtnbox, bob);
        string unused = (await bob.DtnboxAsync<Contracts.Nodes.EnrollmentCode>(["node", "enroll", "site-a"])).Code;
        scan.Plant("an enrolment code that nobody used", unused);
        IReadOnlyList<string> refusals =
        [
            .. await BadRequests.SendAsync(dtnbox.Address, ada.Tokens.AccessToken, bob.Token!, invitation.Code),
            .. await BadRequests.SendAsync(dtnbox.Address, bob.Token!, a, $"dtn_0123456789abcdef_{unused}"),
        ];
        (int tokens, int signatures) = scan.PlantSeen(dtnbox.A, dtnbox.B);
        Assert.True(tokens >= 2 && signatures >= 5, $"{tokens} tokens and {signatures} signatures were seen.");

        List<string> found = [];
        HashSet<string> places = new(StringComparer.Ordinal);
        await foreach ((string where, string text) in Places.OfAsync(dtnbox, ada))
        {
            Search(where, text);
        }

        // The one place where a private key belongs is the agent's own.
        foreach ((string file, byte[] content) in Places.Files(dtnbox, identity).Where(one => Path.GetFileName(one.Where) != "key.pem"))
        {
            places.Add(file);
            found.AddRange(scan.Find(file, content));
        }

        Search("log of the provider", [.. provider]);
        Search("an address", [.. people.Asked, .. dtnbox.A.Recorder!.Asked, .. dtnbox.B.Recorder!.Asked]);
        Search("a refusal", [.. refusals]);
        output.WriteLine($"{scan.Planted.Count} kinds of secrets, {places.Count} places");
        Assert.True(found.Count == 0, string.Join('\n', found.Distinct().Take(100)));
        Assert.True(places.Count > 100, $"Only {places.Count} places were searched.");

        // The same scan finds what the agents were rightly told, and the keys where they belong.
        Assert.Contains(dtnbox.B.Recorder.Told, told => scan.Find("told", told).Any(line => line.Contains("the secret of store b")));
        Assert.All((Site[])[dtnbox.A, dtnbox.B], site => Assert.NotEmpty(
            scan.Find("key", File.ReadAllBytes(Path.Combine(dtnbox.StateDirectory(site), "key.pem")))));

        void Search(string where, params string[] texts)
        {
            places.Add(where);
            found.AddRange(texts.SelectMany(text => scan.Find(where, text)));
        }
    }

    /// <summary>Wrong keys, then right ones; stopped and restarted; an agent and the host killed.</summary>
    private static async Task CopyThroughFailuresAsync(Installation dtnbox, Person bob, string wrong)
    {
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 60, seed: 9, large: 96 * Mebibyte);
        await bob.OkAsync(wrong, "node", "keys", "site-b", "--access-key", dtnbox.B.User.AccessKey, "--secret-key-stdin");
        TransferView transfer = await bob.DtnboxAsync<TransferView>(
            ["transfer", "start", $"site-a:{dtnbox.A.Bucket}", $"site-b:{dtnbox.B.Bucket}"]);
        TransferView failed = await bob.Api.WaitForEndAsync(transfer.Id, Patience);
        Assert.Equal(FaultCodes.WrongKeys, failed.Fault?.Code);

        await bob.OkAsync(
            dtnbox.B.User.SecretKey, "node", "keys", "site-b", "--access-key", dtnbox.B.User.AccessKey, "--secret-key-stdin");
        dtnbox.B.Proxy.BytesPerSecond = 12 * Mebibyte;
        await bob.OkAsync(null, "transfer", "restart", transfer.Id);
        await UntilSentAsync(dtnbox, 16 * Mebibyte);
        await bob.OkAsync(null, "transfer", "stop", transfer.Id);
        await UntilAsync(bob, transfer.Id, view => view.State == TransferState.Stopped);
        long before = Sent(dtnbox);
        await bob.OkAsync(null, "transfer", "restart", transfer.Id);
        await UntilSentAsync(dtnbox, before + (8 * Mebibyte));

        dtnbox.A.Agent!.Kill9();
        await dtnbox.A.Agent.DisposeAsync();
        dtnbox.StartAgent(dtnbox.A);
        dtnbox.Host.Kill9();
        await dtnbox.Host.DisposeAsync();
        await dtnbox.StartHostAsync();
        dtnbox.B.Proxy.BytesPerSecond = 1024 * Mebibyte;
        await UntilAsync(bob, transfer.Id, view => view.State == TransferState.Succeeded);
        await Dataset.AssertSameAsync(dtnbox);
    }

    /// <summary>Deleting extras needs both stores' keys with one agent.</summary>
    private static async Task CopyWithSharedKeysAsync(Installation dtnbox, Person bob)
    {
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 20, seed: 10, large: 70 * Mebibyte);
        TransferView transfer = await bob.Api.PostAsync<TransferView>(
            "transfers",
            new CreateTransfer(
                dtnbox.A.At(), dtnbox.B.At("again/"), Settings: new TransferSettings(Sync: SyncMode.All, DeleteExtras: new DeleteExtras(10))),
            bob.Token);
        Assert.Equal(KeyMode.Shared, transfer.Keys?.Mode);
        Assert.Equal(TransferState.Succeeded, (await bob.Api.WaitForEndAsync(transfer.Id, Patience)).State);
    }

    private static long Sent(Installation dtnbox) => SentTwice.Puts(dtnbox.B).Sum(request => request.RequestBytes);

    private static Task UntilSentAsync(Installation dtnbox, long bytes)
        => Eventually.ThatAsync(() => Sent(dtnbox) >= bytes, Patience, $"{bytes} bytes are sent", Cancel);

    /// <summary>Waits through states that are ends only without the restart that has been asked for.</summary>
    private static Task UntilAsync(Person who, string id, Func<TransferView, bool> wanted) => Eventually.ThatAsync(
        async () => wanted(await who.Api.GetAsync<TransferView>($"transfers/{id}")), Patience, $"transfer {id} comes so far", Cancel);
}
