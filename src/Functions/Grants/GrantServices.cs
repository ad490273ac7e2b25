namespace DtnBox.Functions.Grants;

internal static class GrantServices
{
    public static IServiceCollection AddGrants(this IServiceCollection services)
    {
        services.AddSingleton<GrantDecisions>();
        services.AddSingleton<GranteeNames>();
        services.AddSingleton<GrantStore>();
        services.AddSingleton<GrantViews>();
        services.AddSingleton<Rights>();
        services.AddSingleton<TransferRights>();
        services.AddSingleton<GrantWatch>();
        return services;
    }
}
