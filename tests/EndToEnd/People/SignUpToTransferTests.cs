using System.Net;
using DtnBox.Contracts;
using DtnBox.Contracts.Grants;
using DtnBox.Contracts.People;
using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Datasets;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.People;

/// <summary>People of the real OpenID provider, from their first page to a transfer that is proven right.</summary>
public sealed class SignUpToTransferTests
{
    private const long Mebibyte = 1024 * 1024;
    private const int Denied = 3;
    private const int NotFound = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Operator_SignedUpApprovedAndWithAToken_RunsATransferUntilDisabled()
    {
        await using LocalIdentityProcess identity = await LocalIdentityProcess.StartAsync();
        await using Installation dtnbox = await Installation.StartAsync(settings: Person.SignInWith(identity), sites: false);
        using Person ada = await Person.SignUpAsync(identity, dtnbox.Address, "ada");
        using Person bob = await Person.SignUpAsync(identity, dtnbox.Address, "bob");

        Assert.Equal(
            (HttpStatusCode.Forbidden, true), await AskAsync(ada.Api, "nodes", "you have not signed up here"));
        UserView first = await ada.JoinAsync();
        Assert.Equal((UserState.Active, Role.Administrator, "local"), (first.State, first.Role, first.Provider));

        Assert.Equal(UserState.Pending, (await bob.JoinAsync()).State);
        Assert.Equal(
            (HttpStatusCode.Forbidden, true), await AskAsync(bob.Api, "nodes", "no administrator has let you in yet"));
        (int exitCode, string output) = await bob.DtnboxAsync(input: null, "node", "list");
        Assert.Equal((Denied, true), (exitCode, output.Contains("Ask an administrator to approve you", StringComparison.Ordinal)));

        Assert.Contains(bob.Id, await ada.OkAsync(null, "user", "list", "--state", "Pending"), StringComparison.Ordinal);
        await ada.OkAsync(null, "user", "approve", bob.Id, "--role", "Operator");
        await bob.MakeTokenAsync(TokenScope.Transfer, TokenScope.Node);
        (dtnbox.A, dtnbox.B) = (
            await dtnbox.NewSiteAsync("site-a", dtnbox.S3.User), await dtnbox.NewSiteAsync("site-b", dtnbox.S3.OtherUser));
        await bob.RegisterAsync(dtnbox, dtnbox.A);
        await bob.RegisterAsync(dtnbox, dtnbox.B);

        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 40, seed: 5, large: 70 * Mebibyte);
        string watched = await bob.OkAsync(
            null, "transfer", "start", $"site-a:{dtnbox.A.Bucket}", $"site-b:{dtnbox.B.Bucket}", "--watch");
        Assert.Contains("Succeeded: 41 objects", watched, StringComparison.Ordinal);
        TransferView transfer = Assert.Single(await bob.DtnboxAsync<TransferView[]>(["transfer", "list"]));
        Assert.Equal((bob.Id, TransferState.Succeeded, 41L), (transfer.Owner, transfer.State, transfer.Totals.ObjectsVerified));
        ObjectView[] objects = await bob.DtnboxAsync<ObjectView[]>(["transfer", "objects", transfer.Id]);
        Assert.Equal(41, objects.Length);
        Assert.All(objects, one => Assert.Equal((ObjectState.Verified, true), (one.State, one.Sha256 is not null)));
        await Dataset.AssertSameAsync(dtnbox);

        await ada.OkAsync(null, "user", "disable", bob.Id);
        await Eventually.ThatAsync(
            async () => await bob.DtnboxAsync(input: null, "transfer", "list") is (Denied, var refused)
                && refused.Contains("disabled by an administrator", StringComparison.Ordinal),
            TimeSpan.FromMinutes(1),
            "the API token of a disabled person is refused",
            Cancel);
        Assert.Equal(
            (HttpStatusCode.Forbidden, true), await AskAsync(bob.Api, "transfers", "disabled by an administrator"));
    }

    [Fact]
    public async Task Member_WithGrantsOfAnOperator_TransfersUntilOneIsRevoked()
    {
        await using LocalIdentityProcess identity = await LocalIdentityProcess.StartAsync();
        await using Installation dtnbox = await Installation.StartAsync(
            agentSettings: new Dictionary<string, string>(StringComparer.Ordinal) { ["Transfer__PartsInFlight"] = "2" },
            settings: Person.SignInWith(identity),
            sites: false);
        using Person ada = await Person.SignUpAsync(identity, dtnbox.Address, "ada");
        using Person bob = await Person.SignUpAsync(identity, dtnbox.Address, "bob");
        using Person eve = await Person.SignUpAsync(identity, dtnbox.Address, "eve");
        await ada.JoinAsync();
        NewInvitation invitation = await ada.DtnboxAsync<NewInvitation>(["invitation", "create", "--role", "Operator"]);
        UserView invited = await bob.JoinAsync(invitation.Code);
        Assert.Equal((UserState.Active, Role.Operator), (invited.State, invited.Role));
        await eve.JoinAsync();
        await ada.OkAsync(null, "user", "approve", eve.Id);
        await eve.MakeTokenAsync(TokenScope.Transfer);
        (dtnbox.A, dtnbox.B) = (
            await dtnbox.NewSiteAsync("site-a", dtnbox.S3.User), await dtnbox.NewSiteAsync("site-b", dtnbox.S3.OtherUser));
        await bob.RegisterAsync(dtnbox, dtnbox.A);
        await bob.RegisterAsync(dtnbox, dtnbox.B);
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 3, seed: 1, large: 96 * Mebibyte);
        string from = $"site-a:{dtnbox.A.Bucket}", to = $"site-b:{dtnbox.B.Bucket}";

        Assert.Equal(NotFound, (await eve.DtnboxAsync(input: null, "node", "show", "site-a")).ExitCode);
        Assert.Equal(NotFound, (await eve.DtnboxAsync(input: null, "transfer", "start", from, to)).ExitCode);
        await bob.OkAsync(null, "grant", "add", from, "--to", eve.Id, "--right", "Read", "--until", "1d");
        GrantView write = await bob.DtnboxAsync<GrantView>(
            ["grant", "add", to, "--to", eve.Id, "--right", "Write", "--until", "1d"]);

        dtnbox.B.Proxy.BytesPerSecond = 10 * Mebibyte;
        TransferView transfer = await eve.DtnboxAsync<TransferView>(["transfer", "start", from, to]);
        await eve.Api.WaitAsync(transfer.Id, view => view.Totals.BytesCopied > 16 * Mebibyte, Patience);
        Assert.Equal(NotFound, (await bob.DtnboxAsync(input: null, "transfer", "show", transfer.Id)).ExitCode);
        await bob.OkAsync(null, "grant", "revoke", "site-b", write.Id);

        TransferView parked = await eve.Api.WaitAsync(transfer.Id, view => view.State == TransferState.Parked, Patience);
        Assert.Equal(FaultCodes.GrantMissing, parked.Fault!.Code);
        Assert.Contains(to, parked.Fault.Message, StringComparison.Ordinal);
        (int exitCode, string output) = await eve.DtnboxAsync(input: null, "transfer", "restart", transfer.Id);
        Assert.True(exitCode == Denied, output);
    }

    /// <summary>What is answered, and whether the answer says this.</summary>
    private static async Task<(HttpStatusCode Status, bool Says)> AskAsync(Installations.Api who, string path, string words)
    {
        using HttpResponseMessage answer = await who.Http.GetAsync(path, Cancel);
        string body = await answer.Content.ReadAsStringAsync(Cancel);
        return (answer.StatusCode, body.Contains(words, StringComparison.Ordinal));
    }
}
