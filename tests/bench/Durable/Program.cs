using DtnBox.DurableBench;
using DtnBox.DurableBench.Handler;
using DtnBox.Measuring;

// The Functions host starts the same program as its custom handler.
if (Environment.GetEnvironmentVariable("FUNCTIONS_CUSTOMHANDLER_PORT") is not null)
{
    await BenchHandler.RunAsync();
    return 0;
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
