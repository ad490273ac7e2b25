using System.Text.RegularExpressions;
using DtnBox.Portal.Tests.Evidence;
using DtnBox.Testing;

namespace DtnBox.Portal.Tests.AtTheEnd;

/// <summary>What the other tests took pictures of, all of them.</summary>
[Collection(nameof(AloneAtTheEnd))]
public sealed partial class PictureTests
{
    private const long MostBytes = 2 * 1024 * 1024;

    private static readonly string Documents = Path.Combine(RepositoryPaths.Root, "docs");

    [Fact]
    public void Pictures_OfEveryScreen_ExistInLightAndDark()
    {
        string[] taken = [.. Directory.GetFiles(ArtifactFolders.Screenshots).Select(file => Path.GetFileName(file))];
        string folder = Path.GetRelativePath(RepositoryPaths.Root, ArtifactFolders.Screenshots);
        TestContext.Current.TestOutputHelper?.WriteLine($"report: screenshots: {folder}, {taken.Length} pictures");
        Assert.All(
            taken.Where(name => name.EndsWith("-light.png", StringComparison.Ordinal)),
            name => Assert.Contains(name.Replace("-light.png", "-dark.png", StringComparison.Ordinal), taken));
        Assert.Empty(Shown().Except(taken));
    }

    [Fact]
    public void Documents_ShowPictures_ThatWereTakenByTheseTests()
    {
        string folder = Path.Combine(Documents, "images", "portal");
        if (Environment.GetEnvironmentVariable("DTNBOX_WRITE_PAGES") is "1")
        {
            Directory.CreateDirectory(folder);
            foreach (string name in Shown())
            {
                File.Copy(Path.Combine(ArtifactFolders.Screenshots, name), Path.Combine(folder, name), overwrite: true);
            }
        }

        FileInfo[] files = new DirectoryInfo(folder).GetFiles();
        Assert.Equal(Shown().Order(StringComparer.Ordinal), files.Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.InRange(files.Sum(file => file.Length), 1, MostBytes);
    }

    /// <summary>The pictures in documents.</summary>
    private static HashSet<string> Shown() => [.. Directory.GetFiles(Documents, "*.md")
        .SelectMany(file => Picture().Matches(File.ReadAllText(file)))
        .Select(match => match.Groups["name"].Value)];

    [GeneratedRegex(@"\(images/portal/(?<name>[^)]+)\)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Picture();
}
