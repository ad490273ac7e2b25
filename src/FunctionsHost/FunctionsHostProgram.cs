using DtnBox.Telemetry;
using Microsoft.AspNetCore.Connections;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;

namespace DtnBox.FunctionsHost;

/// <summary>The host from its command line to its exit code.</summary>
internal static partial class FunctionsHostProgram
{
    /// <summary>Runs the host; a test or bench may change something of the WebJobs SDK, such as the storage provider.</summary>
    public static async Task<int> RunAsync(string[] args, Action<IServiceCollection>? configureJobs = null)
    {
        if (args.Contains("--help"))
        {
            Console.WriteLine(HostArguments.Usage);
            return 0;
        }

        try
        {
            // Asked for by the extension itself: it passes turns on as they are; in the plan of the second it runs five at once.
            Environment.SetEnvironmentVariable("FUNCTIONS_WORKER_RUNTIME", "dotnet-isolated");
            Environment.SetEnvironmentVariable("CONTAINER_NAME", null);
            var app = new FunctionsApp(HostArguments.Parse(args), Environment.GetEnvironmentVariables());
            await StorageCheck.RunAsync(app);
            await RunAsync(app, configureJobs);
            return 0;
        }
        catch (Exception e) when (e is AppConfigurationException || e.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(e is AppConfigurationException ? e.Message
                : $"command line: --port cannot be listened on: {e.Message} Choose a free port.");
            return 1;
        }
    }

    private static async Task RunAsync(FunctionsApp app, Action<IServiceCollection>? configureJobs)
    {
        RequestDelegate requests = Problem.NotReadyAsync;
        await using WebApplication web = Build(app);
        web.Use(HttpFront.RefuseLargeBodiesAsync);
        web.UsePortal(app);
        web.Run(context => requests(context));
        CancellationToken stopping = web.Lifetime.ApplicationStopping;
        await web.StartAsync(CancellationToken.None);
        ILoggerFactory loggers = web.Services.GetRequiredService<ILoggerFactory>();
        string authority = $"localhost:{new Uri(web.Urls.First()).Port}";
        await using var rpc = new RpcServer();
        await rpc.StartAsync();
        await using var workers = new WorkerSupervisor(app, rpc, authority, TimeProvider.System, loggers);
        workers.Start();
        try
        {
            WorkerFunction[] functions = [.. (await workers.WorkerAsync(stopping)).Functions.Values];
            var calls = new FunctionCalls(workers);
            using var proxy = ActivatorUtilities.CreateInstance<FunctionProxy>(web.Services, workers, calls, TimeProvider.System);
            string key = app.SystemKey is null ? "" : $"?code={Uri.EscapeDataString(app.SystemKey)}";
            using var jobs = new JobsHost(app, functions, calls, new Uri($"http://{authority}{ManagementApi.Path}{key}"), services =>
            {
                services.AddSingleton(loggers);
                configureJobs?.Invoke(services);
            });
            RequestDelegate routes = HttpFront.Route(web.Services, app, functions, proxy, new ManagementApi(app.SystemKey, jobs.Management));
            await jobs.StartAsync(stopping);
            requests = routes;
            LogStarted(web.Logger, functions.Length, app.HubName, authority, app.SystemKey is null ? "open to this machine" : "by key");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // In this order: nothing new begins, what runs can end, then the worker goes.
            requests = Problem.NotReadyAsync;
            workers.Drain();
            await jobs.StopAsync();
        }
        catch (Exception e) when (e is not AppConfigurationException && requests == Problem.NotReadyAsync && !stopping.IsCancellationRequested)
        {
            string reason = string.Join(' ', new[] { e, e.GetBaseException() }.Distinct().Select(each => each.Message));
            throw new AppConfigurationException("host.json or app", "(start)", $"was refused: {reason}", "Mend that, and start again");
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Asked to stop before it had started.
        }
    }

    private static WebApplication Build(FunctionsApp app)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.Configuration.AddConfiguration(app.Configuration);
        builder.AddDtnBoxTelemetry("dtnbox-host", traces => traces.AddSource("DurableTask.Core", "WebJobs.Extensions.DurableTask")
            // HTTP/2 is what the app and the extensions speak to each other in here.
            .AddAspNetCoreInstrumentation(requests => requests.Filter = context => !HttpProtocol.IsHttp2(context.Request.Protocol)));
        // What the worker logs it sends by itself; what it says in its last moments goes to stderr.
        builder.Logging.AddFilter<OpenTelemetryLoggerProvider>(typeof(WorkerChannel).FullName, LogLevel.None)
            .AddFilter<OpenTelemetryLoggerProvider>(typeof(WorkerProcess).FullName, LogLevel.Warning);
        builder.Services.AddRoutingCore().AddHttpForwarder();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = HttpFront.MaxBodySizeBytes;
            kestrel.Listen(app.Arguments.Address, app.Arguments.Port);
        });
        return builder.Build();
    }

    // Ids 1600-1699 belong to the host as a whole.
    [LoggerMessage(1600, LogLevel.Information,
        "{Functions} functions run, task hub {HubName}, at http://{Authority}; the management API is {Access}")]
    private static partial void LogStarted(ILogger logger, int functions, string hubName, string authority, string access);
}
