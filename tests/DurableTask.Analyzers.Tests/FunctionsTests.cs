using Microsoft.CodeAnalysis;

namespace DtnBox.DurableTask.Analyzers.Tests;

/// <summary>The real control plane, compiled from its sources.</summary>
public sealed class FunctionsTests
{
    [Fact]
    public async Task Analyze_OrchestratorsOfTheControlPlane_AreClean()
        => Assert.Empty(await Compilations.AnalyzeFunctionsAsync(source => source));

    [Theory]
    [InlineData("CopyLoop.cs", "Window = 16;", "Window = 16; private readonly Guid _id = Guid.NewGuid();", "DURABLE0002")]
    [InlineData("ChunkSteps.cs", "bool recopy = compares && brief.Attempt > 1;", "bool recopy = Random.Shared.Next(2) == 0;", "DTN0001")]
    [InlineData("RemoteActivities.cs", "CommandCompletion end = known ?? await completion;",
        "CommandCompletion end = known ?? await completion.ConfigureAwait(false);", "DURABLE0004")]
    [InlineData("Faults.cs", "$\"DtnBox could not go on: {evidence}\"", "$\"{DateTime.UtcNow}: {evidence}\"", "DURABLE0001")]
    public async Task Analyze_ViolationPlantedAnywhereInAnOrchestration_IsFound(
        string file, string original, string planted, string id)
    {
        int edits = 0;
        IReadOnlyList<Diagnostic> found = await Compilations.AnalyzeFunctionsAsync(source =>
        {
            edits += source.Contains(original, StringComparison.Ordinal) ? 1 : 0;
            return source.Replace(original, planted, StringComparison.Ordinal);
        });
        Assert.Equal(1, edits);
        Diagnostic violation = Assert.Single(found);
        Assert.Equal((id, file), (violation.Id, Path.GetFileName(violation.Location.SourceTree!.FilePath)));
        Assert.StartsWith("Orchestration 'TransferOrchestrator' ", violation.GetMessage(), StringComparison.Ordinal);
    }
}
