using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Transfers.Keyless;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Tests.Transfers.Keyless;

public sealed class KeyModesTests
{
    private static readonly Location A = new("site-a", "data", "");
    private static readonly Location B = new("site-b", "data", "");

    [Theory]
    [InlineData(true, true, true, KeyMode.Keyless, "its own store's keys")]
    [InlineData(true, true, false, KeyMode.Shared, "site-b has no agent")]
    [InlineData(true, false, true, KeyMode.Shared, "site-a has no agent")]
    [InlineData(false, true, true, KeyMode.Shared, "switched off")]
    public void Decide_Agents_SaysWhichWayAndWhy(
        bool enabled, bool sourceHasAgents, bool destinationHasAgents, KeyMode mode, string reason)
    {
        KeyHandling keys = Modes(enabled).Decide(A, B, new TransferSettings(), sourceHasAgents, destinationHasAgents);

        Assert.Equal(mode, keys.Mode);
        Assert.Contains(reason, keys.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_OneNode_IsShared()
        => Assert.Equal(KeyMode.Shared, Modes(true).Decide(A, A, new TransferSettings(), true, true).Mode);

    [Fact]
    public void Decide_DeleteExtras_IsShared()
        => Assert.Equal(
            KeyMode.Shared,
            Modes(true).Decide(A, B, new TransferSettings(DeleteExtras: new DeleteExtras(1)), true, true).Mode);

    [Fact]
    public void Options_Defaults_AreOffAndSixHours()
    {
        var options = new KeylessOptions();
        Assert.False(options.WherePossible);
        Assert.Equal(TimeSpan.FromHours(6), options.SignatureLifetime);
    }

    private static KeyModes Modes(bool enabled)
        => new(Options.Create(new KeylessOptions { WherePossible = enabled }));
}
