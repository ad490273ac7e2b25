using System.Collections.Concurrent;
using System.Text;
using DtnBox.Cli.Tests.Simulation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace DtnBox.Cli.Tests.Hub;

/// <summary>The management API of a Functions host in this process, answering as its documentation says and the test wrote.</summary>
public sealed class HubSimulator : IAsyncDisposable
{
    public const string Base = "/runtime/webhooks/durabletask/";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, IResult?>> _answers = new();

    private HubSimulator(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Gets what was asked, in order.</summary>
    public ConcurrentQueue<HubRequest> Requests { get; } = new();

    public static async Task<HubSimulator> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var simulator = new HubSimulator(app);
        app.Run(simulator.AnswerAsync);
        await app.StartAsync();
        return simulator;
    }

    /// <summary>Sets the answer to a method and an address below the API's base, query included.</summary>
    public void On(string request, string json, int status = 200)
        => _answers[request] = _ => Results.Text(json, "application/json", statusCode: status);

    /// <summary>Sets an answer without a body, as hosts give many.</summary>
    public void On(string request, int status) => _answers[request] = _ => Results.StatusCode(status);

    /// <summary>Sets an answer that is made when it is asked for; null breaks the connection.</summary>
    public void On(string request, Func<HttpContext, IResult?> answer) => _answers[request] = answer;

    /// <summary>Sets the history of an instance to one that was recorded.</summary>
    public void OnHistory(string id, string json)
        => On($"GET instances/{Uri.EscapeDataString(id)}?showHistory=true&showHistoryOutput=true", json, 200);

    internal CommandLine CommandLine() => new(null) { Environment = { ["DTNBOX_HUB"] = Address.ToString() } };

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        string body = await reader.ReadToEndAsync();
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        string what = $"{context.Request.Method} {target.Replace(Base, string.Empty, StringComparison.Ordinal)}";
        IHeaderDictionary headers = context.Request.Headers;
        Requests.Enqueue(new HubRequest(
            what, target, headers["x-functions-key"].ToString(), headers["x-ms-continuation-token"].ToString(), headers.ContentType.ToString(), body));
        IResult? result = _answers.TryGetValue(what, out Func<HttpContext, IResult?>? answer) ? answer(context) : Results.NotFound();
        if (result is null)
        {
            context.Abort();
            return;
        }

        await result.ExecuteAsync(context);
    }
}

/// <summary>A request that came.</summary>
public sealed record HubRequest(string What, string Target, string Key, string Continuation, string ContentType, string Body);
