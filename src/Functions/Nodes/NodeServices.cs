using DtnBox.Functions.Agents;

namespace DtnBox.Functions.Nodes;

internal static class NodeServices
{
    public static IServiceCollection AddNodes(this IServiceCollection services)
    {
        services.AddOptions<BundleOptions>()
            .BindConfiguration(BundleOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<NodeDirectory>();
        services.AddSingleton<NodeViews>();
        services.AddSingleton<NodeChanges>();
        services.AddSingleton<StoreProbes>();
        services.AddSingleton<AgentDirectory>();
        services.AddSingleton<AgentTokens>();
        services.AddSingleton<EnrollmentCodes>();
        services.AddSingleton<SpentAssertions>();
        services.AddSingleton<Draining>();
        return services;
    }
}
