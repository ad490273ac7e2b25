namespace DtnBox.Testing;

/// <summary>Where things are in this checkout.</summary>
public static class RepositoryPaths
{
    /// <summary>The folder that holds DtnBox.sln.</summary>
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The program a project builds, in the configuration (debug or release) these tests were built in.</summary>
    public static string Program(string project, string? assembly = null)
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        string path = Path.Combine(Root, "artifacts", "bin", project, configuration, assembly ?? $"DtnBox.{project}");
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{path} is missing. Run: dotnet build DtnBox.sln -c {configuration}", path);
    }

    private static string FindRoot(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DtnBox.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds DtnBox.sln.");
    }
}
