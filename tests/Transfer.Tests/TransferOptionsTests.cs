using DtnBox.Transfer.Copying;
using DtnBox.Transfer.Planning;
using DtnBox.Transfer.Stores;
using DtnBox.Transfer.Validation;
using DtnBox.Transfer.Verifying;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DtnBox.Transfer.Tests;

public sealed class TransferOptionsTests
{
    [Fact]
    public void Defaults_AreTheDocumentedOnes()
    {
        using ServiceProvider services = Build();

        TransferOptions options = services.GetRequiredService<IOptions<TransferOptions>>().Value;

        Assert.Equal((16, 8), (options.ObjectsInFlight, options.PartsInFlight));
        Assert.Equal((256, 64), (options.MaxObjectsInFlight, options.MaxPartsInFlight));
        Assert.Equal((96 << 20, 64 << 20), (options.StreamMemoryBytes, options.LargestTunedPartBytes));
        Assert.Equal((64 << 20, 16 << 20), (options.MultipartThresholdBytes, options.MinimumPartSizeBytes));
        Assert.Equal((1_000, 1L << 30), (options.ChunkMaxObjects, options.ChunkMaxBytes));
        Assert.Equal((256 << 10, 6), (options.BufferBytes, options.Tries));
        Assert.Equal(TimeSpan.FromSeconds(30), options.IdleTimeout);
        Assert.Equal(TimeSpan.FromSeconds(10), options.ConnectTimeout);
        Assert.Equal(TimeSpan.FromSeconds(1), options.FirstRetryDelay);
        Assert.Equal(TimeSpan.FromSeconds(1), options.LedgerInterval);
    }

    [Fact]
    public void AddTransfer_GivesEveryService()
    {
        using ServiceProvider services = Build();

        Assert.NotNull(services.GetRequiredService<StorePool>());
        Assert.NotNull(services.GetRequiredService<KeyValidator>());
        Assert.NotNull(services.GetRequiredService<CopyPlanner>());
        Assert.NotNull(services.GetRequiredService<ChunkCopier>());
        Assert.NotNull(services.GetRequiredService<ChunkVerifier>());
    }

    [Theory]
    [InlineData("ObjectsInFlight", "0")]
    [InlineData("MinimumPartSizeBytes", "6000000")]
    [InlineData("MaxPartsInFlight", "7")]
    [InlineData("IdleTimeout", "00:00:00")]
    public void Options_OutOfRange_AreRefusedByName(string name, string value)
    {
        using ServiceProvider services = Build(($"Transfer:{name}", value));

        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(
            () => services.GetRequiredService<IOptions<TransferOptions>>().Value);

        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StorePoolGet_SameConnection_GivesTheSameStore()
    {
        using ServiceProvider services = Build();
        StorePool pool = services.GetRequiredService<StorePool>();
        var endpoint = new Uri("http://127.0.0.1:1");

        ObjectStore one = pool.Get(CopyScene.Connection(endpoint, new("key", "secret")));
        ObjectStore same = pool.Get(CopyScene.Connection(endpoint, new("key", "secret")));
        ObjectStore other = pool.Get(CopyScene.Connection(endpoint, new("key", "changed")));

        Assert.Same(one, same);
        Assert.NotSame(one, other);
    }

    private static ServiceProvider Build(params (string Key, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        return new ServiceCollection().AddSingleton(configuration).AddTransfer().BuildServiceProvider();
    }
}
