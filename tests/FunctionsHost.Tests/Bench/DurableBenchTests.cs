using System.Text.Json;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Bench;

public sealed class DurableBenchTests
{
    [Fact]
    public async Task Quick_AllFigures_AreWrittenAsJson()
    {
        string json = Path.Combine(Path.GetTempPath(), $"{TestStorage.NewPrefix()}.json");
        await using ChildProcess bench =
            ChildProcess.Start(RepositoryPaths.Program("DurableBench"), ["--quick", "--json", json]);

        int exitCode = await bench.WaitForExitAsync(TimeSpan.FromMinutes(2));

        Assert.True(exitCode == 0, bench.Output);
        using JsonDocument figures = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        File.Delete(json);
        Assert.All(
            ["activities_per_s", "raise_p50_ms", "raise_p99_ms", "recovery_s", "ops_per_activity"],
            figure => Assert.True(figures.RootElement.GetProperty(figure).GetDouble() > 0, figure));
    }
}
