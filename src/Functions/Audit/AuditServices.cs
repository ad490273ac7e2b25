namespace DtnBox.Functions.Audit;

internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditLog>();
        services.AddSingleton<DenialBudget>();
        services.AddSingleton<Denials>();
        services.AddHostedService(provider => provider.GetRequiredService<Denials>());
        return services;
    }
}
