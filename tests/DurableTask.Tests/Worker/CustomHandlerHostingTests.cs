using DtnBox.DurableTask.Worker;
using Microsoft.AspNetCore.Builder;

namespace DtnBox.DurableTask.Tests.Worker;

public sealed class CustomHandlerHostingTests
{
    [Theory]
    [InlineData("", "not set")]
    [InlineData("http", "'http', not a port")]
    [InlineData("0", "'0', not a port")]
    [InlineData("65536", "'65536', not a port")]
    public void UseFunctionsCustomHandlerPort_WithoutAHost_SaysWhoStartsThisProgram(string setting, string fault)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting(CustomHandlerOptions.PortVariable, setting);

        var refusal = Assert.Throws<FunctionsHostMissingException>(() => builder.WebHost.UseFunctionsCustomHandlerPort());

        Assert.Equal(
            "This program is an Azure Functions custom handler: a Functions host (func, Azure, or DtnBox.FunctionsHost)"
            + $" starts it and sets FUNCTIONS_CUSTOMHANDLER_PORT, which is {fault}.",
            refusal.Message);
    }
}
