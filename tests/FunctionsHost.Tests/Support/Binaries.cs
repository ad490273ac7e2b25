namespace DtnBox.FunctionsHost.Tests.Support;

/// <summary>The programs under test, built beside the tests.</summary>
internal static class Binaries
{
    public static string Host { get; } = Find("FunctionsHost", "DtnBox.FunctionsHost");

    public static string TestApp { get; } = Find("TestApp", "DtnBox.TestApp");

    private static string Find(string project, string program)
    {
        // artifacts/bin/<project>/<configuration>/
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string path = Path.Combine(here.Parent!.Parent!.FullName, project, here.Name, program);
        return File.Exists(path) ? path : throw new FileNotFoundException($"Build tests/FunctionsHost.Tests first: {path}");
    }
}
