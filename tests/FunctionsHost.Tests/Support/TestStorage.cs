namespace DtnBox.FunctionsHost.Tests.Support;

internal static class TestStorage
{
    public static string ConnectionString { get; } = Environment.GetEnvironmentVariable("DTNBOX_TEST_STORAGE")
        ?? throw new InvalidOperationException("Set DTNBOX_TEST_STORAGE, or run script/test, which starts Azurite.");

    /// <summary>A hub that no other test knows.</summary>
    public static string NewHubName() => $"t{Guid.NewGuid():N}";
}
