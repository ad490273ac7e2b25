using System.Globalization;
using DtnBox.Randomized.Tests.Generation;

namespace DtnBox.Randomized.Tests.Running;

/// <summary>The schedules of this process, run some at a time in the order of their seeds.</summary>
/// <remarks>Each of those that run at a time has an installation, which serves one schedule after the other.</remarks>
public sealed class ScheduleBatch : IAsyncLifetime
{
    private static readonly int First = Setting("DTNBOX_RANDOMIZED_FIRST_SEED", Random.Shared.Next(1, 1_000_000_000));
    private static readonly int Parallel = Setting("DTNBOX_RANDOMIZED_PARALLEL", 2);
    private static readonly string? Reports = Environment.GetEnvironmentVariable("DTNBOX_RANDOMIZED_REPORT");

    private readonly Dictionary<int, TaskCompletionSource<ScheduleResult>> _results =
        Seeds.ToDictionary(seed => seed, _ => new TaskCompletionSource<ScheduleResult>());

    private readonly Queue<int> _left = new(Seeds);
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _closing = new();
    private Task _work = Task.CompletedTask;

    public static IReadOnlyList<int> Seeds { get; } = [.. Enumerable.Range(First, Setting("DTNBOX_RANDOMIZED_SCHEDULES", 4))];

    public ValueTask InitializeAsync()
    {
        // What is started now outlives the context of each single test, and must not be bound to it.
        using AsyncFlowControl free = ExecutionContext.SuppressFlow();
        _work = Task.WhenAll(Enumerable.Range(0, Math.Min(Parallel, Seeds.Count)).Select(_ => Task.Run(WorkAsync)));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _work;
        _closing.Dispose();
    }

    internal Task<ScheduleResult> ResultAsync(int seed) => _results[seed].Task;

    private static int Setting(string name, int standard)
        => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
            : standard;

    private async Task WorkAsync()
    {
        Stage? stage = null;
        while (!_closing.IsCancellationRequested && Next() is { } seed)
        {
            try
            {
                stage ??= await Stage.StartAsync();
                ScheduleResult result = await ScheduleRun.RunAsync(ScheduleGenerator.Generate(seed), stage);
                Tell(result);
                _results[seed].SetResult(result);
                if (result.Violations.Count > 0)
                {
                    // What went wrong may have left something behind: the next begins anew.
                    await stage.DisposeAsync();
                    stage = null;
                }
            }
#pragma warning disable CA1031 // A fault of the test itself: its row shows it, and the others go on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                _results[seed].SetException(e);
            }
        }

        if (stage is not null)
        {
            await stage.DisposeAsync();
        }
    }

    private int? Next()
    {
        lock (_lock)
        {
            return _left.TryDequeue(out int seed) ? seed : null;
        }
    }

    private void Tell(ScheduleResult result)
    {
        if (Reports is null)
        {
            return;
        }

        lock (_lock)
        {
            File.AppendAllText(Path.Combine(Reports, "summary.txt"), result.Summary() + "\n");
        }

        if (result.Violations.Count > 0)
        {
            File.WriteAllText(Path.Combine(Reports, $"seed-{result.Schedule.Seed}.txt"), result.Explain());
        }
    }
}
