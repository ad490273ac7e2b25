using System.Xml.Linq;

namespace DtnBox.Contracts.Tests;

/// <summary>Dependencies point one way; docs say which.</summary>
public sealed class ProjectReferenceTests
{
    /// <summary>What each project may refer to. A project that is not here fails the test: decide, then enter it.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Cli"] = ["Contracts", "Receipts", "Transfer"],
        ["Contracts"] = [],
        ["ControllerAgent"] = ["Contracts", "Network", "Packaging", "Receipts", "Telemetry", "Transfer"],
        ["Functions"] = ["Contracts", "Receipts", "Telemetry"],
        ["FunctionsHost"] = ["Telemetry"],
        ["LocalIdentity"] = ["Telemetry"],
        ["Network"] = ["Contracts"],
        ["Packaging"] = ["Contracts"],
        ["Receipts"] = ["Contracts"],
        ["Telemetry"] = [],
        ["Transfer"] = ["Contracts"],
    };

    public static TheoryData<string> Projects => new(
        Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root(), path)));

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_OfEachProject_PointTheRightWay(string project)
    {
        string name = Path.GetFileNameWithoutExtension(project);
        Assert.True(Allowed.ContainsKey(name), $"{name} is not in the table of allowed references.");
        Assert.Empty(References(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension).Except(Allowed[name]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_OfEachProject_NeverNameAnExecutable(string project)
        => Assert.DoesNotContain(References(project, "ProjectReference"), reference => IsExecutable(
            Path.Combine(Path.GetDirectoryName(project)!, reference)));

    [Fact]
    public void Contracts_ForEverybody_DependOnNothing()
    {
        const string contracts = "src/Contracts/Contracts.csproj";
        Assert.Empty(References(contracts, "ProjectReference"));
        Assert.Empty(References(contracts, "PackageReference"));
        Assert.All(
            typeof(Fault).Assembly.GetReferencedAssemblies(),
            assembly => Assert.StartsWith("System.", assembly.Name, StringComparison.Ordinal));
    }

    private static bool IsExecutable(string project)
    {
        XElement root = XDocument.Load(Path.Combine(Root(), project)).Root!;
        return root.Attribute("Sdk")!.Value is not "Microsoft.NET.Sdk" || root.Descendants("OutputType").Any();
    }

    private static IEnumerable<string> References(string project, string kind)
        => XDocument.Load(Path.Combine(Root(), project)).Descendants(kind)
            .Select(reference => reference.Attribute("Include")!.Value);

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DtnBox.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("These tests run inside the repository only.");
    }
}
