using DtnBox.DurableBench.Floor;
using DtnBox.Testing;

namespace DtnBox.DurableBench;

/// <summary>The app whose orchestrations are measured, on a task hub of its own.</summary>
internal sealed class BenchApp : FunctionsAppFolder
{
    private readonly bool _isFloor;

    /// <param name="marks">Who hears what happens in it.</param>
    /// <param name="isFloor">In memory, and not on Azure Storage.</param>
    public BenchApp(Marks marks, bool isFloor = false)
        : base("BenchApp", $"{TestStorage.NewPrefix()}bench")
    {
        _isFloor = isFloor;
        Settings["DTNBOX_BENCH_MARKS"] = marks.Path;
        if (isFloor)
        {
            Settings["AzureFunctionsJobHost__extensions__durableTask__storageProvider__type"] = InMemoryProviderFactory.TypeName;
        }

        Save();
    }

    public Task<FunctionsHostProcess> StartHostAsync() => _isFloor
        ? FunctionsHostProcess.StartWithAsync(this, Environment.ProcessPath!, FloorHost.Argument)
        : FunctionsHostProcess.StartAsync(this);
}
