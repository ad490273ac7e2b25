using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Cli;
using DtnBox.EndToEnd.Datasets;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Nodes;

/// <summary>Real agents change their keys: what they signed before stays good, and they go on with the new ones.</summary>
public sealed class KeyChangeTests
{
    private const int Ok = 0;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.receipt.jsonl");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RotateKey_AfterATransfer_LeavesItsReceiptGoodAndTheNextOneHasTheNewKeys()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 5, seed: 23, large: 1024 * 1024);
        string[] before = await SignedByAsync(dtnbox, await dtnbox.TransferAsync(to: "one/"));
        try
        {
            Assert.Equal(Ok, (await Dtnbox.RunAsync(dtnbox, "node", "rotate-key", "site-a")).ExitCode);
            Assert.Equal(Ok, (await Dtnbox.RunAsync(dtnbox, "node", "rotate-key", "site-b")).ExitCode);
            await UntilChangedAsync(dtnbox, "site-a");
            await UntilChangedAsync(dtnbox, "site-b");

            (int exitCode, string words) = await Dtnbox.RunAsync(dtnbox, "receipt", "verify", _file, "--key", before[0], "--key", before[1]);
            Assert.True(exitCode == Ok, words);
        }
        finally
        {
            File.Delete(_file);
        }

        string[] after = await SignedByAsync(dtnbox, await dtnbox.TransferAsync(to: "two/"));
        File.Delete(_file);
        Assert.Empty(after.Intersect(before, StringComparer.Ordinal));
        AgentView agent = (await dtnbox.Api.GetAsync<NodeView>("nodes/site-a")).Agents.Single();
        Assert.Contains(agent.KeyId, after);
        Assert.Contains(Assert.Single(agent.FormerKeys!).KeyId, before);
    }

    /// <summary>Waits for a transfer and its receipt, gets the receipt, and tells with which keys it was signed.</summary>
    private async Task<string[]> SignedByAsync(Installation dtnbox, TransferView transfer)
    {
        TransferView ended = await dtnbox.Api.WaitForEndAsync(transfer.Id, TimeSpan.FromMinutes(2));
        Assert.Equal(TransferState.Succeeded, ended.State);
        IReadOnlyList<ReceiptSignerView> signers = [];
        await Eventually.ThatAsync(
            async () =>
            {
                signers = (await dtnbox.Api.PostAsync<ReceiptView>($"transfers/{transfer.Id}/receipt/signatures")).Signers;
                return signers.All(signer => signer.KeyId is not null);
            },
            TimeSpan.FromMinutes(1),
            "both sites have signed",
            Cancel);
        (int exitCode, string words) = await Dtnbox.RunAsync(dtnbox, "transfer", "receipt", transfer.Id, "--out", _file);
        Assert.True(exitCode == Ok, words);
        return [.. signers.Select(signer => signer.KeyId!)];
    }

    private static Task UntilChangedAsync(Installation dtnbox, string node) => Eventually.ThatAsync(
        async () => (await dtnbox.Api.GetAsync<NodeView>($"nodes/{node}")).Agents.All(agent => agent.KeyChangedAt is not null),
        TimeSpan.FromMinutes(1),
        $"the agents of {node} have new keys",
        Cancel);
}
