using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DtnBox.Cli.Tests.SignIn;

/// <summary>An OpenID provider in this process, whose token endpoint gives the answers that the test lined up.</summary>
public sealed class ProviderSimulator : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _tokens;

    private ProviderSimulator(WebApplication app) => _app = app;

    public Uri Authority => new(_app.Urls.Single());

    public bool HasDeviceEndpoint { get; set; } = true;

    public bool HasRevocationEndpoint { get; set; } = true;

    public string[] Scopes { get; set; } = ["openid", "profile", "email", "offline_access", "phone"];

    /// <summary>Gets or sets what the device endpoint gives.</summary>
    public IResult Device { get; set; } = Results.Json(new
    {
        device_code = "device-secret", user_code = "WDJB-MJHT", expires_in = 600, interval = 5,
        verification_uri = "https://id.example/device", verification_uri_complete = "https://id.example/device?user_code=WDJB-MJHT",
    });

    /// <summary>Gets what the token endpoint answers, in order; after the last one it gives tokens.</summary>
    public ConcurrentQueue<IResult> Answers { get; } = new();

    public IResult Revocation { get; set; } = Results.Ok();

    /// <summary>Gets the forms that came, in order, by endpoint.</summary>
    public ConcurrentQueue<(string Endpoint, Dictionary<string, string> Form)> Forms { get; } = new();

    public static async Task<ProviderSimulator> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var provider = new ProviderSimulator(app);
        app.Run(async context => await (await provider.AnswerAsync(context)).ExecuteAsync(context));
        await app.StartAsync();
        return provider;
    }

    public static IResult Error(string error, string? description = null, int status = 400)
        => Results.Json(new { error, error_description = description }, statusCode: status);

    public IEnumerable<Dictionary<string, string>> FormsTo(string endpoint)
        => Forms.Where(form => form.Endpoint == endpoint).Select(form => form.Form);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> AnswerAsync(HttpContext context)
    {
        string endpoint = context.Request.Path.Value!.Trim('/');
        if (endpoint == ".well-known/openid-configuration")
        {
            return Results.Json(new
            {
                issuer = Authority, token_endpoint = new Uri(Authority, "token"), scopes_supported = Scopes,
                device_authorization_endpoint = HasDeviceEndpoint ? new Uri(Authority, "device") : null,
                revocation_endpoint = HasRevocationEndpoint ? new Uri(Authority, "revoke") : null,
            });
        }

        IFormCollection form = await context.Request.ReadFormAsync();
        Forms.Enqueue((endpoint, form.ToDictionary(field => field.Key, field => field.Value.ToString())));
        return endpoint switch
        {
            "device" => Device,
            "revoke" => Revocation,
            _ => Answers.TryDequeue(out IResult? answer) ? answer : Tokens(),
        };
    }

    private IResult Tokens()
    {
        int number = Interlocked.Increment(ref _tokens);
        return Results.Json(new
        {
            access_token = $"access-{number}", refresh_token = $"refresh-{number}", token_type = "Bearer", expires_in = 900,
        });
    }
}
