using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json;
using DtnBox.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DtnBox.Cli.Tests.Simulation;

/// <summary>An API in this process: answers that the test wrote, requests that it can look at.</summary>
public sealed class ApiSimulator : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, IResult?>> _answers = new();

    private ApiSimulator(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Gets what was asked, in order.</summary>
    public ConcurrentQueue<SimulatedRequest> Requests { get; } = new();

    public static async Task<ApiSimulator> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var simulator = new ApiSimulator(app);
        app.Run(simulator.AnswerAsync);
        await app.StartAsync();
        return simulator;
    }

    /// <summary>Sets the answer to a method and path below <c>/api/v1/</c>, query included.</summary>
    public void On(string request, object answer, int status = 200)
        => _answers[request] = _ => Results.Json(answer, ContractJson.Options, statusCode: status);

    /// <summary>Sets an answer that is made when it is asked for; null breaks the connection.</summary>
    public void On(string request, Func<HttpContext, IResult?> answer) => _answers[request] = answer;

    public void OnProblem(string request, int status, string title, string detail, string nextStep)
        => _answers[request] = _ => Results.Problem(
            statusCode: status,
            title: title,
            detail: detail,
            extensions: new Dictionary<string, object?> { ["nextStep"] = nextStep });

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        bool packed = context.Request.Headers.ContentEncoding == "gzip";
        using var reader = new StreamReader(
            packed ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body);
        string body = await reader.ReadToEndAsync();
        bool lines = context.Request.ContentType == "application/x-ndjson";
        string what = $"{context.Request.Method} {context.Request.Path.Value!["/api/v1/".Length..]}{context.Request.QueryString}";
        Requests.Enqueue(new SimulatedRequest(
            what,
            context.Request.Headers.Authorization.ToString(),
            context.Request.Headers["Idempotency-Key"].ToString(),
            body.Length == 0 || lines ? null : JsonElement.Parse(body),
            lines ? body : null));
        if (!_answers.TryGetValue(what, out Func<HttpContext, IResult?>? answer))
        {
            await Results.Problem(statusCode: 404, title: $"The simulator has no answer to {what}").ExecuteAsync(context);
        }
        else if (answer(context) is { } result)
        {
            await result.ExecuteAsync(context);
        }
        else
        {
            context.Abort();
        }
    }
}

/// <summary>A request that came.</summary>
public sealed record SimulatedRequest(string What, string Authorization, string IdempotencyKey, JsonElement? Body, string? Lines = null);
