namespace DtnBox.TestApp;

/// <summary>Files by which a test sees where the app is, and holds it there.</summary>
internal static class Mark
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Writes FILE.began; the first time it then waits for FILE.go.</summary>
    public static async Task WaitOnceAsync(string file)
    {
        bool again = File.Exists($"{file}.began");
        await File.AppendAllTextAsync($"{file}.began", ".");
        while (!again && !File.Exists($"{file}.go"))
        {
#pragma warning disable DURABLE0003 // SlowTurn comes here too, and must not: that is what it is for.
            await Task.Delay(Look, TimeProvider.System);
#pragma warning restore DURABLE0003
        }
    }

    /// <summary>The same on this thread, as an orchestrator may not wait for anything.</summary>
    public static void WaitOnce(string file) => WaitOnceAsync(file).GetAwaiter().GetResult();
}
