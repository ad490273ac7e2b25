using System.Collections.Concurrent;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DtnBox.ControllerAgent.Tests.Simulation;

/// <summary>A control plane in this process, written from the contracts alone, with faults to order.</summary>
public sealed class ControlPlaneSimulator : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ControlPlaneSimulator(WebApplication app) => _app = app;

    /// <summary>Gets the address it listens at.</summary>
    public Uri Address => new(_app.Urls.Single());

    public SimulatedIdentities Identities { get; } = new();

    public SimulatedCommands Queue { get; } = new();

    public SimulatedQuestions Questions { get; } = new();

    public SimulatedLedger Ledger { get; } = new();

    public ConcurrentQueue<AgentFacts> Facts { get; } = new();

    /// <summary>Gets the paths of all requests, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Gets or sets a fault: given a path, what to do instead of answering; null to answer.</summary>
    public Func<string, SimulatedFault?> Fault { get; set; } = static _ => null;

    public static async Task<ControlPlaneSimulator> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<JsonOptions>(options => ContractJson.Apply(options.SerializerOptions));
        WebApplication app = builder.Build();
        var simulator = new ControlPlaneSimulator(app);
        app.Use(simulator.AnswerOrFailAsync);
        RouteGroup(app, simulator);
        await app.StartAsync();
        return simulator;
    }

    /// <summary>How often a path was asked for.</summary>
    public int Count(string ending) => Requests.Count(path => path.EndsWith(ending, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        Queue.Close();
        Questions.Close();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private static void RouteGroup(WebApplication app, ControlPlaneSimulator simulator)
    {
        var agent = app.MapGroup("/api/v1/agent");
        agent.MapPost("/enroll", (EnrollAgent request) => simulator.Identities.Enroll(request));
        agent.MapPost("/token", (RequestAgentToken request) => simulator.Identities.GiveTokenAsync(request));
        agent.MapPost("/facts", (AgentFacts facts) =>
        {
            simulator.Facts.Enqueue(facts);
            return Results.NoContent();
        });
        agent.MapPost("/key", (RotateAgentKey request) => simulator.Identities.ChangeKey(request));
        agent.MapPost("/commands/lease", (LeaseCommands request, CancellationToken cancel) => simulator.Queue.LeaseAsync(request, cancel));
        agent.MapPost("/questions/next", (NextQuestions request, CancellationToken cancel) => simulator.Questions.NextAsync(request, cancel));
        agent.MapPost("/questions/{id}/answer", (string id, AnswerQuestion answer) =>
        {
            simulator.Questions.Answers[id] = answer;
            return Results.NoContent();
        });
        agent.MapPost("/progress", (ReportProgress report) => simulator.Queue.Report(report));
        agent.MapPost("/commands/{id}/complete", (string id, CompleteCommand request) => simulator.Queue.Complete(id, request));
        agent.MapPost("/commands/{id}/ledger/{stream}", (HttpRequest request, string id, string stream) => simulator.Ledger.AppendAsync(request, $"{id}/{stream}"));
        agent.MapGet("/commands/{id}/ledger/{stream}", (HttpContext context, string id, string stream) => simulator.Ledger.ReadAsync(context, $"{id}/{stream}"));
        agent.MapGet("/commands/{id}/keys", (HttpContext context, string id, int page) => simulator.Ledger.ReadAsync(context, $"{id}/keys/{page}"));
        agent.MapPut("/commands/{id}/chunks/{chunk:int}", (HttpRequest request, string id, int chunk) => simulator.Ledger.StorePlanAsync(request, $"{id}/{chunk}"));
    }

    private async Task AnswerOrFailAsync(HttpContext context, RequestDelegate next)
    {
        string path = context.Request.Path;
        Requests.Enqueue(path);
        SimulatedFault? fault = Fault(path);
        if (fault is SimulatedFault.Refused)
        {
            await Results.Problem(statusCode: 400, title: "Refused by the simulator").ExecuteAsync(context);
            return;
        }

        if (fault is SimulatedFault.Away)
        {
            context.Abort();
            return;
        }

        bool open = path.EndsWith("/enroll", StringComparison.Ordinal) || path.EndsWith("/token", StringComparison.Ordinal);
        if (!open && !Identities.Accepts(context.Request.Headers.Authorization.ToString()))
        {
            await Results.Problem(statusCode: 401, title: "Not signed in").ExecuteAsync(context);
            return;
        }

        if (fault is SimulatedFault.AnswerLost)
        {
            // The work is done, and the answer never arrives.
            Stream answer = context.Response.Body;
            context.Response.Body = Stream.Null;
            await next(context);
            context.Response.Body = answer;
            context.Abort();
            return;
        }

        await next(context);
    }
}
