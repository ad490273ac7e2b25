using DtnBox.DurableTask.Analyzers.Rules;
using DtnBox.Testing;
using Microsoft.CodeAnalysis;

namespace DtnBox.DurableTask.Analyzers.Tests;

/// <summary>docs/analyzers.md and the rules say the same.</summary>
public sealed class DocumentationTests
{
    private static readonly string[][] Rows =
    [
        .. File.ReadLines(Path.Combine(RepositoryPaths.Root, "docs", "analyzers.md"))
            .Where(line => line.StartsWith("| `D", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)),
    ];

    public static TheoryData<string> Ids => new(OrchestrationRules.All.Select(rule => rule.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Table_EachRule_HasARowWithItsRemedy(string id)
    {
        DiagnosticDescriptor rule = OrchestrationRules.All.Single(candidate => candidate.Id == id);
        string[] row = Assert.Single(Rows, row => row[1] == $"`{id}`");
        Assert.NotEmpty(row[2]);
        Assert.Equal(rule.Description.ToString(), row[3].Replace("`", string.Empty, StringComparison.Ordinal));
    }

    [Fact]
    public void Table_NoOtherRows_AreThere() => Assert.Equal(OrchestrationRules.All.Length, Rows.Length);
}
