namespace DtnBox.Functions.Schedules;

internal static class ScheduleServices
{
    public static IServiceCollection AddSchedules(this IServiceCollection services)
    {
        services.AddSingleton<ScheduleStore>();
        services.AddSingleton<NewSchedules>();
        services.AddSingleton<OwnerRights>();
        return services;
    }
}
