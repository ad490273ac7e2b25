using DtnBox.FunctionsHost.Configuration;
using DtnBox.FunctionsHost.Engine;
using DtnBox.FunctionsHost.Handler;
using DtnBox.FunctionsHost.Http;
using DtnBox.FunctionsHost.Management;
using DtnBox.FunctionsHost.TaskHub;
using DtnBox.FunctionsHost.Timers;

namespace DtnBox.FunctionsHost;

/// <summary>What the host is made of.</summary>
internal static class FunctionsHostServices
{
    public static IServiceCollection AddFunctionsHost(
        this IServiceCollection services, FunctionsApp app, TaskHubStorage storage, ListenAuthority authority)
    {
        services.AddSingleton(app).AddSingleton(storage).AddSingleton(authority);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<HostExit>();
        services.AddSingleton(provider => new HubOwnership(
            app.Arguments.Lease, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<HostExit>()));
        services.AddSingleton(storage.Table);
        services.AddSingleton<HandlerGate>().AddSingleton<HandlerClient>();
        services.AddHttpForwarder();
        services.AddSingleton<HttpFunctionProxy>();
        services.AddSingleton<WorkBoard>().AddSingleton<InstanceDirectory>();
        services.AddSingleton<OrchestratorInvoker>().AddSingleton<EpisodeRunner>();
        services.AddSingleton<InstanceReader>().AddSingleton<InstanceCommands>();
        services.AddSingleton<ManagementAddress>().AddSingleton<ManagementGuard>();
        services.AddSingleton<StartEndpoints>().AddSingleton<ManagementEndpoints>();

        // Started in this order and stopped in the opposite one: nothing is invoked when the handler stops, and the
        // lease is renewed until nothing writes any more.
        services.AddSingleton<HubLease>().AddHostedService(provider => provider.GetRequiredService<HubLease>());
        services.AddSingleton<HandlerSupervisor>()
            .AddHostedService(provider => provider.GetRequiredService<HandlerSupervisor>());
        services.AddHostedService<DurableEngine>();
        services.AddHostedService<OutboxDelivery>();
        services.AddHostedService<DurableTimers>();
        services.AddHostedService<ActivityRunner>();
        services.AddHostedService<TimerTriggers>();
        return services;
    }
}
