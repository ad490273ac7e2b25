using DtnBox.CopyBench;
using DtnBox.CopyBench.Engine;
using DtnBox.CopyBench.Invented;
using DtnBox.CopyBench.Wan;
using DtnBox.Measuring;

using var stop = new StopSignals();
try
{
    // What is measured, the long way to a store and the store without end are this program in processes of their own.
    return args switch
    {
        [EngineProgram.Name] => await EngineProgram.RunAsync(stop.Token),
        [InventedProgram.Name, _, _] => await InventedProgram.RunAsync(args[1..], stop.Token),
        [WanProgram.Name, _, _, _, _] => await WanProgram.RunAsync(args[1..], stop.Token),
        _ => await BenchAsync(),
    };
}
catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync("Stopped.");
    return 130;
}

async Task<int> BenchAsync()
{
    if (BenchArguments.Parse(args) is not { } arguments)
    {
        await Console.Error.WriteLineAsync(BenchArguments.Usage);
        return 2;
    }

    await using var bench = new Bench(arguments);
    await bench.RunAsync(stop.Token);
    return 0;
}
