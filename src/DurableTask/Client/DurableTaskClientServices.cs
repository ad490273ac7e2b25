using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace DtnBox.DurableTask.Client;

public static class DurableTaskClientServices
{
    /// <summary>Registers <see cref="DurableTaskClient"/> over the host's HTTP management API.</summary>
    /// <remarks>It shares the payload converter of the durable worker, if there is one.</remarks>
    public static IServiceCollection AddDurableTaskClient(
        this IServiceCollection services, Action<DurableTaskClientOptions>? configure = null)
    {
        OptionsBuilder<DurableTaskClientOptions> options = services.AddOptions<DurableTaskClientOptions>()
            .BindConfiguration(DurableTaskClientOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.AddSingleton<IPostConfigureOptions<DurableTaskClientOptions>, DurableTaskClientAddress>();
        services.TryAddSingleton<DataConverter>(JsonDataConverter.Default);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ManagementApi>();
        services.TryAddSingleton<DurableTaskClient, HttpDurableTaskClient>();
        services.AddHttpClient(ManagementApi.HttpClientName)
            .RedactLoggedHeaders([ManagementApi.KeyHeader]);
        return services;
    }
}
