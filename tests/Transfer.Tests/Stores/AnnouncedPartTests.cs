using DtnBox.Contracts.Stores;
using DtnBox.Transfer.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace DtnBox.Transfer.Tests.Stores;

/// <summary>Against a server that judges by the length alone, before it asks for the body.</summary>
public sealed class AnnouncedPartTests
{
    private const long Limit = 1L << 30;

    [Theory]
    [InlineData(Limit, true)]
    [InlineData(Limit + 1, false)]
    public async Task WouldTakePart_OfALength_IsToldWithoutSendingIt(long size, bool taken)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel((KestrelServerOptions kestrel) => kestrel.Limits.MaxRequestBodySize = null);
        await using WebApplication app = builder.Build();
        app.Run(async context =>
        {
            if (context.Request.ContentLength > Limit)
            {
                context.Response.StatusCode = 400;
                await context.Response.WriteAsync("<Error><Code>EntityTooLarge</Code></Error>");
                return;
            }

            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        });
        await app.StartAsync(cancel);
        var connection = new StoreConnection(new Uri(app.Urls.Single()), "us-east-1", AddressingStyle.Path, "AK", "secret");
        using var store = new ObjectStore(connection, new TransferOptions(), TimeProvider.System);

        Assert.Equal(taken, await store.WouldTakePartAsync("bucket", "key", "upload", size, cancel));
    }
}
