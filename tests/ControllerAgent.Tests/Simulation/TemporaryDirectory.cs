namespace DtnBox.ControllerAgent.Tests.Simulation;

/// <summary>A directory of one test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("dtnbox-agent-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
