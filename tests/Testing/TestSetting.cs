namespace DtnBox.Testing;

/// <summary>What <c>script/services</c> tells tests through the environment.</summary>
internal static class TestSetting
{
    public static string Require(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException(
            $"{name} is not set. Run script/test, or: script/services up && eval \"$(script/services env)\"");
}
