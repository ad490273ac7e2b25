using System.Net.Http.Headers;
using System.Net.Http.Json;
using DtnBox.Contracts;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace DtnBox.Functions.Tests.Identity;

/// <summary>The doors of the API over real HTTP, with a provider whose tokens are real, and a clock that the test moves.</summary>
public sealed class PeopleApp : IAsyncDisposable
{
    public const string Audience = "dtnbox-api";

    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private PeopleApp(WebApplication app, OpenIdProviderSimulator provider, FakeTimeProvider time)
    {
        _app = app;
        _http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Provider = provider;
        Time = time;
    }

    public OpenIdProviderSimulator Provider { get; }

    public FakeTimeProvider Time { get; }

    public Uri Address => _http.BaseAddress!;

    public static Task<PeopleApp> StartAsync(params (string Name, string Value)[] settings) => StartAsync(settings, MapDoors);

    /// <param name="settings">What is configured besides the provider.</param>
    /// <param name="more">Maps endpoints that only the test has; none when it is null.</param>
    public static async Task<PeopleApp> StartAsync((string Name, string Value)[] settings, Action<WebApplication>? more)
    {
        OpenIdProviderSimulator provider = await OpenIdProviderSimulator.StartAsync();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 4, 5, 6, 7, 123, TimeSpan.Zero));
        WebApplication app = await ControlPlaneHost.StartAsync(
            time,
            new OrchestrationsSimulator(),
            [
                new("Identity:Providers:0:Name", "campus"),
                new("Identity:Providers:0:Authority", provider.Issuer),
                new("Identity:Providers:0:Audience", Audience),
                new("Identity:Providers:0:ClientId", "dtnbox-cli"),
                .. settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)),
            ],
            more);
        return new PeopleApp(app, provider, time);
    }

    public TService Get<TService>()
        where TService : notnull
        => _app.Services.GetRequiredService<TService>();

    /// <summary>The claims of a good token, for a test to spoil.</summary>
    public Dictionary<string, object> Claims(string subject)
    {
        long now = Time.GetUtcNow().ToUnixTimeSeconds();
        return new Dictionary<string, object>
        {
            ["iss"] = Provider.Issuer,
            ["sub"] = subject,
            ["aud"] = Audience,
            ["nbf"] = now,
            ["exp"] = now + 3600,
            ["name"] = $"{subject} of campus",
            ["email"] = $"{subject}@campus.example",
            ["email_verified"] = true,
        };
    }

    public string TokenOf(string subject) => Provider.Sign(Claims(subject));

    public async Task<HttpResponseMessage> SendAsync(string method, string path, string? token, object? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (body is not null)
        {
            request.Content = JsonContent.Create(body, body.GetType(), options: ContractJson.Options);
        }

        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a request that must succeed.</summary>
    public async Task<T> AskAsync<T>(string method, string path, string? token, object? body = null)
    {
        using HttpResponseMessage answer = await SendAsync(method, path, token, body);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return System.Text.Json.JsonSerializer.Deserialize<T>(text, ContractJson.Options)!;
    }

    public async Task<(int Status, string Text)> TryAsync(string method, string path, string? token, object? body = null)
    {
        using HttpResponseMessage answer = await SendAsync(method, path, token, body);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await Provider.DisposeAsync();
    }

    /// <summary>A door for each policy, and one that names none.</summary>
    private static void MapDoors(WebApplication app)
    {
        foreach (string policy in new[] { Policies.Member, Policies.Operator, Policies.Administrator })
        {
            app.Map($"/door/{policy}", () => TypedResults.Ok()).RequireAuthorization(policy);
        }

        app.MapGet("/door/unnamed", () => TypedResults.Ok());
    }
}
