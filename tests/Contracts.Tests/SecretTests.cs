using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Stores;

namespace DtnBox.Contracts.Tests;

public sealed class SecretTests
{
    private static readonly StoreConnection Store =
        new(new Uri("https://s3.example/"), "us-east-1", AddressingStyle.Path, "ACCESS", "SECRET");

    [Fact]
    public void ToString_StoreConnection_HidesItsKeys()
        => Assert.Equal("store https://s3.example/", Store.ToString());

    [Fact]
    public void ToString_WhatAnOwnerEnters_HidesItsSecret()
    {
        var settings = new StoreSettings(Store.Endpoint, null, null, "ACCESS", "SECRET");
        Assert.All(
            (object[])[settings, new RegisterNode("site-a", null, settings), new StoreKeys("ACCESS", "SECRET")],
            record => Assert.DoesNotContain("SECRET", record.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void ToString_LeasedCommandWithStores_HidesTheirSecrets()
    {
        var command = new LeasedCommand(
            "c1", "CopyChunk", default, "l1", default, 1, new Dictionary<string, StoreConnection> { ["site-a"] = Store });
        Assert.DoesNotContain("SECRET", command.ToString(), StringComparison.Ordinal);
    }
}
