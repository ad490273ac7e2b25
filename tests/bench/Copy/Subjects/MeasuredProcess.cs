using DtnBox.Measuring;
using DtnBox.Testing;

namespace DtnBox.CopyBench.Subjects;

/// <summary>Runs a program to its end and tells what it took. One at a time, or their times would be added up.</summary>
internal static class MeasuredProcess
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    public static async Task<Cost> RunAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?> environment,
        string input,
        CancellationToken cancellationToken)
    {
        double cpu = ProcessTimes.OfEndedChildren();
        long started = TimeProvider.System.GetTimestamp();
        await using ChildProcess process = ChildProcess.Start(program, arguments, environment);
        await process.WriteInputAsync(input, cancellationToken);
        Task<int> exit = process.WaitForExitAsync(Longest, cancellationToken);
        double peak = 0;
        while (!exit.IsCompleted)
        {
            // Gone when it has ended: what was seen last was it then.
            peak = ProcessTimes.PeakMib(process.Id) ?? peak;
            await Task.WhenAny(exit, Task.Delay(LookEvery, TimeProvider.System, cancellationToken));
        }

        int code = await exit;
        double wall = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        return code == 0
            ? new Cost(wall, ProcessTimes.OfEndedChildren() - cpu, peak)
            : throw new InvalidOperationException($"{Path.GetFileName(program)} ended with {code}:\n{process.Output}");
    }
}
