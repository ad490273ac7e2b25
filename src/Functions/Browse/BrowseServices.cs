namespace DtnBox.Functions.Browse;

internal static class BrowseServices
{
    public static IServiceCollection AddBrowse(this IServiceCollection services) => services
        .AddSingleton<QuestionBlobs>()
        .AddSingleton<Questions>()
        .AddSingleton<QuestionChannel>()
        .AddSingleton<BrowsedNodes>();
}
