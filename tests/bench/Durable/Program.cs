using DtnBox.DurableBench;
using DtnBox.DurableBench.Floor;
using DtnBox.Measuring;

if (args is [FloorHost.Argument, ..])
{
    return await FloorHost.RunAsync(args[1..]);
}

if (BenchArguments.Parse(args) is not { } arguments)
{
    await Console.Error.WriteLineAsync(BenchArguments.Usage);
    return 2;
}

using var stop = new StopSignals();
try
{
    await new Bench(arguments).RunAsync(stop.Token);
    return 0;
}
catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync("Stopped.");
    return 130;
}
