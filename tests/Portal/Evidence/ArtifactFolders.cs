using DtnBox.Testing;

namespace DtnBox.Portal.Tests.Evidence;

/// <summary>Where this project leaves what people look at afterwards.</summary>
internal static class ArtifactFolders
{
    private static readonly string Root = Path.Combine(RepositoryPaths.Root, "artifacts", "portal");

    public static string Screenshots { get; } = Path.Combine(Root, "screenshots");

    public static string Failures { get; } = Path.Combine(Root, "failures");

    /// <summary>Begins with empty folders: what lies there is of the last run.</summary>
    public static void Clear()
    {
        if (Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }

        Directory.CreateDirectory(Screenshots);
        Directory.CreateDirectory(Failures);
    }
}
