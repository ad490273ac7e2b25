using DtnBox.Functions.Bandwidth;

namespace DtnBox.Functions.Commands;

internal static class CommandServices
{
    public static IServiceCollection AddCommands(this IServiceCollection services)
    {
        services.AddSingleton<CommandSignals>();
        services.AddSingleton<CommandQueue>();
        services.AddSingleton<AgentCaps>();
        services.AddSingleton<CommandLeases>();
        services.AddSingleton<CommandContents>();
        services.AddSingleton<CommandCompletions>();
        return services;
    }
}
