using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Http;

namespace DtnBox.Functions.Tests.Identity;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("10.0.0.1, 192.0.2.7", "192.0.2.7")]
    [InlineData("forged, 192.0.2.7:49152", "192.0.2.7")]
    [InlineData("[2001:db8::7]:49152", "2001:db8::7")]
    [InlineData("2001:db8::7", "2001:db8::7")]
    [InlineData("192.0.2.7, nonsense", "unknown")]
    [InlineData(null, "unknown")]
    public void Of_ForwardedFor_IsTheLastHopWithoutItsPort(string? header, string address)
    {
        var context = new DefaultHttpContext();
        if (header is not null)
        {
            context.Request.Headers["X-Forwarded-For"] = header;
        }

        Assert.Equal(address, ClientAddress.Of(context.Request));
    }
}
