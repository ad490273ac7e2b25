using System.Diagnostics;
using DtnBox.FunctionsHost.Worker;

namespace DtnBox.FunctionsHost.Tests.Worker;

public sealed class OrphanFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("orphan-").FullName;
    private readonly Process _process = Process.Start(new ProcessStartInfo("sleep", ["1000"]))!;

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void EndOrphan_OfAFormerHost_EndsIt()
    {
        new OrphanFile(_folder).Remember(_process.Id);
        Assert.True(new OrphanFile(_folder).EndOrphan());
        Assert.True(_process.WaitForExit(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void EndOrphan_WhenTheIdIsAnothersNow_LeavesIt()
    {
        File.WriteAllText(Path.Combine(_folder, "worker"), $"{_process.Id} 1");
        Assert.False(new OrphanFile(_folder).EndOrphan());
        Assert.False(_process.HasExited);
    }

    [Fact]
    public void EndOrphan_AfterAGoodEnd_FindsNobody()
    {
        var file = new OrphanFile(_folder);
        file.Remember(_process.Id);
        file.Forget();
        Assert.False(file.EndOrphan());
    }
}
