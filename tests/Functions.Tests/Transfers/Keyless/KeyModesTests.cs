using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Transfers.Keyless;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Tests.Transfers.Keyless;

public sealed class KeyModesTests
{
    private static readonly Location A = new("site-a", "data", "");
    private static readonly Location B = new("site-b", "data", "");
    private static readonly Partner Able = new(HasAgents: true, KnowsHow: true);
    private static readonly Partner Old = new(HasAgents: true, KnowsHow: false);
    private static readonly Partner Nobody = new(HasAgents: false, KnowsHow: false);

    public static TheoryData<string, string> Cases => new()
    {
        { "able able", "its own store's keys" },
        { "able nobody", "site-b has no agent" },
        { "nobody able", "site-a has no agent" },
        { "able old", "no agent of node site-b knows" },
        { "old able", "no agent of node site-a knows" },
        { "able leaky", "site-b takes headers that nobody signed" },
        { "leaky able", "its own store's keys" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Decide_Partners_SaysWhichWayAndWhy(string partners, string reason)
    {
        KeyHandling keys = Decide(partners.Split(' '));

        Assert.Equal(reason == "its own store's keys" ? KeyMode.Keyless : KeyMode.Shared, keys.Mode);
        Assert.Contains(reason, keys.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_SwitchedOff_IsShared()
    {
        KeyHandling keys = Modes(false).Decide(A, B, new TransferSettings(), Able, Able);

        Assert.Equal(KeyMode.Shared, keys.Mode);
        Assert.Contains("switched off", keys.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_OneNode_IsShared()
        => Assert.Equal(KeyMode.Shared, Modes(true).Decide(A, A, new TransferSettings(), Able, Able).Mode);

    [Fact]
    public void Decide_DeleteExtras_IsShared()
        => Assert.Equal(
            KeyMode.Shared,
            Modes(true).Decide(A, B, new TransferSettings(DeleteExtras: new DeleteExtras(1)), Able, Able).Mode);

    [Fact]
    public void Options_Defaults_AreOnAndSixHours()
    {
        var options = new KeylessOptions();
        Assert.True(options.WherePossible);
        Assert.Equal(TimeSpan.FromHours(6), options.SignatureLifetime);
    }

    private static KeyHandling Decide(string[] partners)
    {
        Partner[] sides = [.. partners.Select(name => name switch
        {
            "able" => Able,
            "old" => Old,
            "leaky" => Able with { AddedHeaders = AddedHeaders.Taken },
            _ => Nobody,
        })];
        return Modes(true).Decide(A, B, new TransferSettings(), sides[0], sides[1]);
    }

    private static KeyModes Modes(bool enabled)
        => new(Options.Create(new KeylessOptions { WherePossible = enabled }));
}
