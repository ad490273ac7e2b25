using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DtnBox.DurableTask.Worker;

public static class DurableTaskWorkerServices
{
    /// <summary>Registers the app's orchestrators, activities and timer functions.</summary>
    /// <remarks>
    /// May be called several times, by each feature for its own functions. Each invocation has a container scope of its
    /// own. The payload converter is the registered <see cref="DataConverter"/>, by default
    /// <see cref="JsonDataConverter"/>.
    /// </remarks>
    public static IServiceCollection AddDurableTaskWorker(
        this IServiceCollection services, Action<DurableTaskWorkerBuilder> configure)
    {
        FunctionCatalog? catalog = services
            .Where(service => !service.IsKeyedService)
            .Select(service => service.ImplementationInstance)
            .OfType<FunctionCatalog>()
            .SingleOrDefault();
        if (catalog is null)
        {
            catalog = new FunctionCatalog();
            services.AddSingleton(catalog);
            services.AddOptions<DurableTaskWorkerOptions>().ValidateDataAnnotations().ValidateOnStart();
        }

        configure(new DurableTaskWorkerBuilder(services, catalog));
        services.TryAddSingleton<DataConverter>(JsonDataConverter.Default);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<OrchestrationInvoker>();
        services.TryAddSingleton<ActivityInvoker>();
        services.TryAddSingleton<TimerInvoker>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, HostInvocationPolicy>());
        return services;
    }
}
