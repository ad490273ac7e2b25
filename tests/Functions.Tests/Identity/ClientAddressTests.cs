using System.Net;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace DtnBox.Functions.Tests.Identity;

public sealed class ClientAddressTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("10.0.0.1, 192.0.2.7", "192.0.2.7")]
    [InlineData("forged, 192.0.2.7:49152", "192.0.2.7")]
    [InlineData("[2001:db8::7]:49152", "2001:db8::7")]
    [InlineData("2001:db8::7", "2001:db8::7")]
    [InlineData("192.0.2.7, nonsense", "127.0.0.1")]
    [InlineData(null, "127.0.0.1")]
    public async Task Of_ForwardedFor_IsTheLastHopWithoutItsPort(string? header, string address)
    {
        HttpContext context = await ForwardAsync("X-Forwarded-For", header);
        Assert.Equal(address, ClientAddress.Of(context.Request));
    }

    [Fact]
    public async Task Forwarded_Prefix_IsNobodysToSay()
    {
        HttpContext context = await ForwardAsync("X-Forwarded-Prefix", "/elsewhere");
        Assert.Equal(PathString.Empty, context.Request.PathBase);
    }

    /// <summary>A request as the Functions worker's own middleware for forwarded headers leaves it.</summary>
    private async Task<HttpContext> ForwardAsync(string header, string? value)
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Loopback } };
        context.Request.Headers[header] = value;
        var pipeline = new ApplicationBuilder(plane.Get<IServiceProvider>());
        pipeline.UseForwardedHeaders();
        pipeline.Run(_ => Task.CompletedTask);
        await pipeline.Build()(context);
        return context;
    }
}
