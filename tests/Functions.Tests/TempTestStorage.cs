namespace DtnBox.Testing;
public static class TestStorage { public static string ConnectionString => Environment.GetEnvironmentVariable("DTNBOX_TEST_STORAGE") ?? throw new InvalidOperationException("run script/test"); }
