using System.Security.Cryptography;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;

namespace DtnBox.Functions.Tests.Transfers.Receipts;

/// <summary>Signatures from before, around and after an agent's change of its key.</summary>
public sealed class KeyChangeTests : IAsyncLifetime
{
    private readonly SigningSites _sites = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _sites.InitializeAsync();

    public ValueTask DisposeAsync() => _sites.DisposeAsync();

    [Fact]
    public async Task Sign_AndThenChangeTheKey_StaysGood()
    {
        TransferRow row = await _sites.EndAndAskAsync();
        await _sites.SignAsync(row, SigningSites.Copier, _sites.CopierKey);
        await _sites.SignAsync(row, SigningSites.Verifier, _sites.VerifierKey);
        string signedWith = (await _sites.ViewAsync(row)).Signers[0].KeyId!;
        using ECDsa next = await ChangeKeyAsync(SigningSites.Copier);
        _sites.Plane.Time.Advance(TimeSpan.FromDays(400));

        Assert.Empty((await _sites.VerifyAsync(row)).Faults);
        Assert.Equal(signedWith, (await _sites.ViewAsync(row)).Signers[0].KeyId);
    }

    [Fact]
    public async Task Sign_WithTheKeyBefore_IsTakenRightAfterAChangeAndNotLater()
    {
        TransferRow row = await _sites.EndAndAskAsync();
        using ECDsa copier = await ChangeKeyAsync(SigningSites.Copier);
        using ECDsa verifier = await ChangeKeyAsync(SigningSites.Verifier);

        // Signed before the change, and delivered after it.
        await _sites.SignAsync(row, SigningSites.Copier, _sites.CopierKey);
        _sites.Plane.Time.Advance(TimeSpan.FromHours(2));
        await _sites.SignAsync(row, SigningSites.Verifier, _sites.VerifierKey);

        ReceiptView view = await _sites.ViewAsync(row);
        Assert.Null(view.Signers[0].Fault);
        Assert.Contains("another key", view.Signers[1].Fault!.Message, StringComparison.Ordinal);
    }

    private async Task<ECDsa> ChangeKeyAsync(AgentId agent)
    {
        ECDsa next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await _sites.Plane.Get<StorageAccount>().Agents.ChangeAsync<AgentRow>(
            agent.NodeId,
            AgentRow.Prefix + agent.Name,
            row =>
            {
                row.ChangeKey(Convert.ToBase64String(next.ExportSubjectPublicKeyInfo()), _sites.Plane.Time.GetUtcNow());
                return true;
            },
            Cancel);
        return next;
    }
}
