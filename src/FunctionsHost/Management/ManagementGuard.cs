using System.Security.Cryptography;
using System.Text;
using DtnBox.FunctionsHost.Configuration;

namespace DtnBox.FunctionsHost.Management;

/// <summary>Who may use the management API: whoever holds the system key; without a key, programs on this machine.</summary>
/// <remarks>
/// Without a key a web page must not get in either. One that had its own name resolved to 127.0.0.1 shows in the Host
/// header, one that posts across origins in the Origin header.
/// </remarks>
internal sealed class ManagementGuard(FunctionsApp app, ListenAuthority authority) : IEndpointFilter
{
    private readonly byte[]? _key = app.SystemKey is { } text ? Hash(text) : null;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpRequest request = context.HttpContext.Request;
        if (_key is not null)
        {
            string? given = request.Query["code"].FirstOrDefault() ?? request.Headers["x-functions-key"].FirstOrDefault();
            return given is not null && CryptographicOperations.FixedTimeEquals(Hash(given), _key)
                ? await next(context)
                : Results.Unauthorized();
        }

        bool ours = IsOurs(request.Host.Value)
            && request.Headers.Origin.All(origin => Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) && IsOurs(uri.Authority));
        return ours ? await next(context) : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    private bool IsOurs(string? host)
    {
        int port = new Uri($"http://{authority.Value}").Port;
        return host == authority.Value || host == $"localhost:{port}" || host == $"127.0.0.1:{port}" || host == $"[::1]:{port}";
    }

    // Comparing hashes keeps the key's length out of the timing as well.
    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
