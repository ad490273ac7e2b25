namespace DtnBox.Functions.Api;

internal static class ApiRoutes
{
    /// <summary>Where every public endpoint lies; nothing outside it is reachable through the Functions host.</summary>
    public const string Root = "/api/v1";
}
