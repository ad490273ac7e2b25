using DtnBox.Functions.Users.HandOvers;

namespace DtnBox.Functions.Users;

internal static class UserServices
{
    public static IServiceCollection AddUsers(this IServiceCollection services)
    {
        services.AddSingleton<UserDirectory>();
        services.AddSingleton<OwnerNames>();
        services.AddSingleton<UserChanges>();
        services.AddSingleton<UserStates>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<SignUps>();
        services.AddSingleton<PersonalTokens>();

        // In this order: first what opens doors, then what schedules and transfers need, then they themselves.
        services.AddSingleton<IOwned, OwnedTokens>();
        services.AddSingleton<IOwned, OwnedNodes>();
        services.AddSingleton<IOwned, OwnedKeyLists>();
        services.AddSingleton<IOwned, OwnedSchedules>();
        services.AddSingleton<IOwned, OwnedTransfers>();
        services.AddSingleton<HandOverOrders>();
        return services;
    }

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapSignIn();
        routes.MapMe();
        routes.MapTokens();
        routes.MapUsers();
        routes.MapInvitations();
        routes.MapHandOvers();
    }
}
