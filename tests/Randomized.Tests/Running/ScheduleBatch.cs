using System.Globalization;
using DtnBox.Randomized.Tests.Generation;

namespace DtnBox.Randomized.Tests.Running;

/// <summary>The schedules of this process, run some at a time in the order of their seeds.</summary>
internal sealed class ScheduleBatch
{
    private static readonly Lazy<ScheduleBatch> Instance = new(() => new ScheduleBatch());

    private readonly Dictionary<int, TaskCompletionSource<ScheduleResult>> _results;
    private readonly Lazy<Task> _work;
    private readonly Lock _reporting = new();
    private readonly string? _report = Environment.GetEnvironmentVariable("DTNBOX_RANDOMIZED_REPORT");

    private ScheduleBatch()
    {
        int first = Setting("DTNBOX_RANDOMIZED_FIRST_SEED", Random.Shared.Next(1, 1_000_000_000));
        Seeds = [.. Enumerable.Range(first, Setting("DTNBOX_RANDOMIZED_SCHEDULES", 12))];
        _results = Seeds.ToDictionary(seed => seed, _ => new TaskCompletionSource<ScheduleResult>());
        var options = new ParallelOptions { MaxDegreeOfParallelism = Setting("DTNBOX_RANDOMIZED_PARALLEL", 3) };
        _work = new(() => Parallel.ForEachAsync(Seeds, options, (seed, _) => RunAsync(seed)));
    }

    public static ScheduleBatch Current => Instance.Value;

    public IReadOnlyList<int> Seeds { get; }

    public Task<ScheduleResult> ResultAsync(int seed)
    {
        _ = _work.Value;
        return _results[seed].Task;
    }

    private static int Setting(string name, int standard)
        => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
            : standard;

    private async ValueTask RunAsync(int seed)
    {
        try
        {
            ScheduleResult result = await ScheduleRun.RunAsync(ScheduleGenerator.Generate(seed));
            Tell(result);
            _results[seed].SetResult(result);
        }
        catch (Exception e)
        {
            // A fault of the test itself: its row shows it, and the others go on.
            _results[seed].SetException(e);
        }
    }

    private void Tell(ScheduleResult result)
    {
        if (_report is null)
        {
            return;
        }

        lock (_reporting)
        {
            File.AppendAllText(Path.Combine(_report, "summary.txt"), result.Summary() + "\n");
        }

        if (result.Violations.Count > 0)
        {
            File.WriteAllText(Path.Combine(_report, $"seed-{result.Schedule.Seed}.txt"), result.Explain());
        }
    }
}
