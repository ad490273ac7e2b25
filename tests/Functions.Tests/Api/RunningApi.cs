using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DtnBox.Functions.Tests.Api;

/// <summary>
/// The whole API, run in this process with tables of its own: for tests that must see every endpoint, or how a request is
/// taken from the first middleware to the last byte.
/// </summary>
public sealed class RunningApi : IAsyncLifetime
{
    private static readonly string[] Roles = ["Member", "Operator", "Administrator"];

    private WebApplication? _app;

    public Uri Address => new($"{_app!.Urls.Single()}/api/v1/");

    public IReadOnlyList<RouteEndpoint> Endpoints
        => [.. Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public TService Get<TService>()
        where TService : notnull
        => _app!.Services.GetRequiredService<TService>();

    /// <summary>A caller: "ada" and "bob" are operators, "eve" is a member, "root" an administrator; null is nobody.</summary>
    /// <param name="name">Who.</param>
    /// <param name="address">Where the Functions host would say that they come from.</param>
    public HttpClient As(string? name, string address = "192.0.2.1")
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.9, {address}");
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("test", "1"));
        client.DefaultRequestHeaders.Authorization = name is null ? null : new AuthenticationHeaderValue("Bearer", TokenOf(name));
        return client;
    }

    public async ValueTask InitializeAsync()
    {
        Dictionary<string, string?> settings = new(StringComparer.Ordinal);
        foreach ((int i, (string name, int role)) in new[] { ("ada", 1), ("bob", 1), ("eve", 0), ("root", 2) }.Index())
        {
            settings[$"Identity:ApiTokens:{i}:Name"] = name;
            settings[$"Identity:ApiTokens:{i}:Role"] = Roles[role];
            settings[$"Identity:ApiTokens:{i}:Sha256"] =
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TokenOf(name))));
        }

        _app = await ControlPlaneHost.StartAsync(TimeProvider.System, new OrchestrationsSimulator(), settings);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private static string TokenOf(string name) => $"token-of-{name}";
}
