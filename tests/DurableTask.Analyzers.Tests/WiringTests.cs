using System.Xml.Linq;
using DtnBox.Testing;

namespace DtnBox.DurableTask.Analyzers.Tests;

/// <summary>A rule that no build runs is no rule.</summary>
public sealed class WiringTests
{
    public static TheoryData<string> ProjectsWithOrchestrators => new(
        new[] { "src", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(
                Path.Combine(RepositoryPaths.Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Where(project => Path.GetFileNameWithoutExtension(project) is not ("DurableTask" or "DurableTask.Analyzers.Tests"))
            .Where(project => SourcesOf(project).Any(file => HasOrchestrator(File.ReadAllText(file))))
            .Select(project => Path.GetRelativePath(RepositoryPaths.Root, project)));

    [Theory]
    [MemberData(nameof(ProjectsWithOrchestrators))]
    public void Project_WithOrchestrators_RunsTheAnalyzer(string project)
        => Assert.Contains(
            XDocument.Load(Path.Combine(RepositoryPaths.Root, project)).Descendants("ProjectReference"),
            reference => reference.Attribute("Include")!.Value.EndsWith("/DurableTask.Analyzers.csproj", StringComparison.Ordinal)
                && reference.Attribute("OutputItemType")?.Value == "Analyzer");

    /// <summary>Those below its folder, without those of a project that lies in it.</summary>
    private static IEnumerable<string> SourcesOf(string project)
    {
        string folder = Path.GetDirectoryName(project)!;
        string[] inner = [.. Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories)
            .Select(other => Path.GetDirectoryName(other)! + Path.DirectorySeparatorChar)
            .Where(other => other.Length > folder.Length + 1)];
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !inner.Any(other => file.StartsWith(other, StringComparison.Ordinal)));
    }

    private static bool HasOrchestrator(string source)
        => source.Contains(": TaskOrchestrator<", StringComparison.Ordinal)
            || source.Contains(": ITaskOrchestrator", StringComparison.Ordinal);
}
