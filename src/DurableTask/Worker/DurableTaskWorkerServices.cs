using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DtnBox.DurableTask.Worker;

public static class DurableTaskWorkerServices
{
    /// <summary>Registers the app's orchestrators, activities and timer functions.</summary>
    /// <remarks>
    /// Each invocation has a container scope of its own. The payload converter is the registered
    /// <see cref="DataConverter"/>, by default <see cref="JsonDataConverter"/>.
    /// </remarks>
    public static IServiceCollection AddDurableTaskWorker(
        this IServiceCollection services, Action<DurableTaskWorkerBuilder> configure)
    {
        var catalog = new FunctionCatalog();
        configure(new DurableTaskWorkerBuilder(services, catalog));
        services.AddSingleton(catalog);
        services.TryAddSingleton<DataConverter>(JsonDataConverter.Default);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<OrchestrationInvoker>().AddSingleton<ActivityInvoker>().AddSingleton<TimerInvoker>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, HostInvocationPolicy>());
        return services;
    }
}
