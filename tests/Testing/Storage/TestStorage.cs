namespace DtnBox.Testing;

/// <summary>The storage account tests share. Tests isolate themselves by their own tables and containers.</summary>
public static class TestStorage
{
    public static string ConnectionString => TestSetting.Require("DTNBOX_TEST_STORAGE");

    /// <summary>A new prefix for a test's tables, containers or task hub: lower-case letters and digits.</summary>
    public static string NewPrefix() => $"t{Guid.NewGuid():N}"[..16];
}
