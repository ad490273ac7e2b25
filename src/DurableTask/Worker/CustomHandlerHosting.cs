using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace DtnBox.DurableTask.Worker;

public static class CustomHandlerHosting
{
    /// <summary>Listens where the Functions host says, on loopback only, and ends when that host is gone.</summary>
    /// <exception cref="FunctionsHostMissingException">
    /// There is no usable <c>FUNCTIONS_CUSTOMHANDLER_PORT</c>. Print the message and exit with a code other than 0: the
    /// host would not restart a handler that ends with 0.
    /// </exception>
    public static IWebHostBuilder UseFunctionsCustomHandlerPort(this IWebHostBuilder builder)
    {
        string? setting = builder.GetSetting(CustomHandlerOptions.PortVariable);
        if (!int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out int port) || port is 0 or > 65535)
        {
            throw new FunctionsHostMissingException(
                "This program is an Azure Functions custom handler: a Functions host (func, Azure, or DtnBox.FunctionsHost)"
                + $" starts it and sets {CustomHandlerOptions.PortVariable}, which is"
                + $" {(string.IsNullOrEmpty(setting) ? "not set" : $"'{setting}', not a port")}.");
        }

        return builder
            .UseUrls($"http://127.0.0.1:{port}")
            .ConfigureServices(services => services
                .Configure<CustomHandlerOptions>(options => options.Port = port)
                .AddHostedService<ParentWatch>());
    }
}
