using Microsoft.Azure.WebJobs.Extensions.Timers;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Azure.WebJobs.Host.Config;
using Microsoft.Azure.WebJobs.Hosting;
#pragma warning disable CS0618 // IWebHookProvider is "not ready for public consumption" for years now; there is no other way.

namespace DtnBox.FunctionsHost.Jobs;

/// <summary>The WebJobs SDK with the Durable and Timers extensions, for the functions of one worker and those that follow it.</summary>
internal sealed class JobsHost : IDisposable
{
    private readonly IHost _host;
    private readonly bool _isDurable;

    /// <summary>Prepares all; <paramref name="services"/> come last, and so may take the place of those here.</summary>
    public JobsHost(
        FunctionsApp app, IReadOnlyCollection<WorkerFunction> functions, FunctionCalls calls, Uri webhooks, Action<IServiceCollection> services)
    {
        var given = new Given(webhooks, FunctionTypes.Emit(functions), typeof(DurableClientCapture));
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddConfiguration(app.Configuration);
        // Without the storage package of the SDK its locks are in memory: a host that was killed leaves none behind.
        builder.Services.AddWebJobs(_ => { }).AddTimers().AddDurableTask();
        builder.Services.AddSingleton(calls).AddSingleton<ITypeLocator>(given).AddSingleton<IWebHookProvider>(given);
        builder.Services.AddSingleton<IHostLifetime, InnerLifetime>().AddSingleton<IHostedService, JobHostService>();
        builder.Services.AddSingleton<ScheduleMonitor>(new FileSystemScheduleMonitor { StatusFilePath = app.MakeStateFolder() });
        builder.Services.Configure<JobHostFunctionTimeoutOptions>(options => (options.Timeout, options.ThrowOnTimeout) = (app.FunctionTimeout, true));
        services(builder.Services);
        _host = builder.Build();
        Management = _host.Services.GetServices<IExtensionConfigProvider>().OfType<IAsyncConverter<HttpRequestMessage, HttpResponseMessage>>().Single();
        _isDurable = functions.Any(function => function.Kind is TriggerKind.OrchestrationTrigger or TriggerKind.ActivityTrigger);
    }

    /// <summary>Gets the management API of the extension.</summary>
    public IAsyncConverter<HttpRequestMessage, HttpResponseMessage> Management { get; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _host.StartAsync(cancellationToken);
        // The extension has no service for clients where nothing is durable.
        if (_isDurable)
        {
            await _host.Services.GetRequiredService<IJobHost>().CallAsync(nameof(DurableClientCapture), cancellationToken: cancellationToken);
        }
    }

    /// <summary>Takes no more work and waits for what runs.</summary>
    public Task StopAsync() => _host.StopAsync();

    public void Dispose() => _host.Dispose();

    private sealed record Given(Uri WebHooks, params Type[] Types) : ITypeLocator, IWebHookProvider
    {
        public IReadOnlyList<Type> GetTypes() => Types;

        public Uri GetUrl(IExtensionConfigProvider extension) => WebHooks;
    }
}
