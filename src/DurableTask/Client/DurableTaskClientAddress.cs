using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace DtnBox.DurableTask.Client;

/// <summary>Finds the management API's address from what is configured.</summary>
internal sealed class DurableTaskClientAddress(IConfiguration configuration) : IPostConfigureOptions<DurableTaskClientOptions>
{
    private const string ApiPath = "/runtime/webhooks/durabletask/";

    public void PostConfigure(string? name, DurableTaskClientOptions options)
    {
        Uri? host = options.BaseAddress;
        if (host is null && configuration["WEBSITE_HOSTNAME"] is { Length: > 0 } hostName)
        {
            host = new Uri($"{SchemeOf(hostName)}://{hostName}");
        }

        options.BaseAddress = host is null ? null
            : host.AbsolutePath == "/" ? new Uri(host, ApiPath)
            : new Uri(host.GetLeftPart(UriPartial.Path).TrimEnd('/') + '/');
    }

    private static string SchemeOf(string hostName)
        => hostName.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase)
            || hostName.StartsWith("127.0.0.1", StringComparison.Ordinal) ? "http" : "https";
}
