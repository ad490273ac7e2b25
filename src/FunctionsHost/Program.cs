using System.Net;
using System.Net.Sockets;
using Azure;
using DtnBox.FunctionsHost;
using DtnBox.FunctionsHost.Configuration;
using DtnBox.FunctionsHost.Handler;
using DtnBox.FunctionsHost.Http;
using DtnBox.FunctionsHost.Management;
using DtnBox.FunctionsHost.Portal;
using DtnBox.FunctionsHost.TaskHub;
using DtnBox.Telemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;

if (args.Contains("--help"))
{
    Console.WriteLine(HostArguments.Usage);
    return 0;
}

try
{
    HostArguments arguments = HostArguments.Parse(args);
    if (arguments.Port == 0)
    {
        arguments = arguments with { Port = FreePort(arguments.Address) };
    }

    FunctionsApp app = FunctionsApp.Load(arguments, Environment.GetEnvironmentVariables());
    return await RunAsync(app, new TaskHubStorage(app));
}
catch (AppConfigurationException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return HostExit.Failure;
}

static async Task<int> RunAsync(FunctionsApp app, TaskHubStorage storage)
{
    HostArguments arguments = app.Arguments;
    var authority = new ListenAuthority($"localhost:{arguments.Port}");
    WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
    // One file for both: what says where telemetry goes or how the log looks is for the host and the app.
    builder.Configuration.AddInMemoryCollection(app.Settings.AsConfiguration());
    builder.AddDtnBoxTelemetry("dtnbox-host", traces => traces.AddAspNetCoreInstrumentation());
    builder.Logging.SetMinimumLevel(LogLevel.Information)
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        .AddFilter("Yarp", LogLevel.Warning)
        // What the handler logs it sends by itself; what it says in its last moments goes to stderr.
        .AddFilter<OpenTelemetryLoggerProvider>(typeof(HandlerProcess).FullName, LogLevel.Warning);
    builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        // Limits are the app's business; the host passes bodies of any size through.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Listen(arguments.Address, arguments.Port);
    });
    builder.Services.AddRoutingCore();
    builder.Services.AddFunctionsHost(app, storage, authority);
    await using WebApplication web = builder.Build();
    if (PortalSite.FolderOf(arguments) is { } folder)
    {
        web.UsePortal(folder, app.Host.RoutePrefix);
    }

    web.Services.GetRequiredService<ManagementEndpoints>().Map(web);
    web.MapHttpFunctions(app, web.Services.GetRequiredService<HttpFunctionProxy>());

    HubLease lease = web.Services.GetRequiredService<HubLease>();
    IHostApplicationLifetime lifetime = web.Lifetime;
    using var terminated = new StopSignals(lifetime);
    try
    {
        await storage.CreateAsync(lifetime.ApplicationStopping);
        if (!await lease.TryAcquireAsync(lifetime.ApplicationStopping))
        {
            await using StandbyListener standby =
                await StandbyListener.StartAsync(arguments, app.Host.HubName, lifetime.ApplicationStopping);
            await lease.AcquireAsync(lifetime.ApplicationStopping);
        }

        await web.StartAsync(lifetime.ApplicationStopping);
        await web.WaitForShutdownAsync(CancellationToken.None);
    }
    catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
    {
        // Asked to stop before it had started; the exit code says whether by a fault.
    }
    catch (IOException e)
    {
        // Kestrel is started last: what runs by now is taken down again in order.
        await web.StopAsync(CancellationToken.None);
        if (lease.IsAcquired)
        {
            await lease.ReleaseAsync(CancellationToken.None);
        }

        throw new AppConfigurationException(
            "command line", "--port", $"{arguments.Port} cannot be listened on: {e.Message}", "Choose a free port");
    }
    catch (Exception e) when ((e is RequestFailedException or AggregateException) && !lease.IsAcquired)
    {
        throw new AppConfigurationException(
            "settings", app.Host.ConnectionName, $"names a storage account that does not answer: {e.Message}",
            "Start Azurite (with --skipApiVersionCheck), or mend the connection string");
    }

    int exitCode = web.Services.GetRequiredService<HostExit>().Code;
    if (exitCode == 0 && lease.IsAcquired)
    {
        await lease.ReleaseAsync(CancellationToken.None);
    }

    return exitCode;
}

static int FreePort(IPAddress address)
{
    using var listener = new TcpListener(address, 0);
    listener.Start();
    return ((IPEndPoint)listener.LocalEndpoint).Port;
}
