using DtnBox.DurableBench.Figures;
using DtnBox.Measuring;
using DtnBox.Testing;

namespace DtnBox.DurableBench;

/// <summary>Measures one figure after the other, and prints each as soon as it is known.</summary>
internal sealed class Bench(BenchArguments arguments)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    private readonly Scale _scale = arguments.IsQuick ? Scale.Quick : Scale.Full;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Machine.Describe(Console.Out);
        await Console.Out.WriteLineAsync(
            "Azurite (in memory), host, app and bench share this machine. Floor: the same host and app with a store in the host's memory.");
        if (arguments.IsQuick)
        {
            await Console.Out.WriteLineAsync("Quick: the amounts are tiny, and the figures mean nothing.");
        }

        await using var marks = new Marks();
        var report = new Report();
        if (arguments.Includes("fan-out", "reaction", "chain", "idle"))
        {
            await MeasureSpeedAsync(report, marks, cancellationToken);
        }

        if (arguments.Includes("recovery"))
        {
            await MeasureRecoveryAsync(report, new RecoveryFigure(_scale, marks), cancellationToken);
        }

        if (arguments.JsonFile is { } file)
        {
            await report.SaveAsync(file, cancellationToken);
        }
    }

    private async Task MeasureSpeedAsync(Report report, Marks marks, CancellationToken cancellationToken)
    {
        var fanOut = new FanOutFigure(_scale, marks, arguments.AzuriteProcessId);
        var reaction = new ReactionFigure(_scale, marks);
        double perSecond = 0, reactionMs = 0;
        using (var app = new BenchApp(marks))
        {
            await using FunctionsHostProcess host = await app.StartHostAsync();
            if (arguments.Includes("fan-out"))
            {
                (Samples rates, CpuTimes cpu) = await fanOut.MeasureAsync(host, cancellationToken);
                perSecond = rates.Median;
                report.Add("activities_per_s", perSecond, "/s",
                    $"fan-out of {_scale.FanOut} trivial activities, from the start request to all results; median of {_scale.Runs}");
                cpu.Add(report, "cpu_ms", 1000.0 / (_scale.FanOut * _scale.Runs), "ms", "processor time per activity there");
            }

            if (arguments.Includes("reaction"))
            {
                Samples times = await reaction.MeasureAsync(host, cancellationToken);
                reactionMs = times.Median;
                report.Add("reaction_p50_ms", reactionMs, "ms",
                    $"from sending an event over HTTP until the next activity runs; {_scale.Events} one after the other, median");
                report.Add("reaction_p95_ms", times.Percentile(95), "ms", "… 95th percentile");
            }

            if (arguments.Includes("chain"))
            {
                report.Add("step_ms", (await new ChainFigure(_scale, marks).MeasureAsync(host, cancellationToken)).Median, "ms",
                    $"from one activity to the next in a chain of {_scale.Steps}; median of {_scale.Chains} chains");
            }

            if (arguments.Includes("idle"))
            {
                await Task.Delay(Quiet, TimeProvider.System, cancellationToken);
                CpuTimes before = CpuTimes.Read(host, arguments.AzuriteProcessId);
                await Task.Delay(_scale.Idle, TimeProvider.System, cancellationToken);
                (CpuTimes.Read(host, arguments.AzuriteProcessId) - before).Add(
                    report, "idle_percent", 100 / _scale.Idle.TotalSeconds, "% of a core", $"with nothing to do, over {_scale.Idle.TotalSeconds} s");
            }
        }

        if (arguments.Includes("fan-out", "reaction"))
        {
            await MeasureFloorAsync();
        }

        async Task MeasureFloorAsync()
        {
            using var app = new BenchApp(marks, isFloor: true);
            await using FunctionsHostProcess host = await app.StartHostAsync();
            if (arguments.Includes("fan-out"))
            {
                double floor = (await fanOut.MeasureAsync(host, cancellationToken)).PerSecond.Median;
                report.Add("activities_per_s_floor", floor, "/s", "the same fan-out on the floor");
                report.Add("fan_out_over_floor", floor / perSecond, "×", "time of the fan-out on Azurite to that on the floor");
            }

            if (arguments.Includes("reaction"))
            {
                double floor = (await reaction.MeasureAsync(host, cancellationToken)).Median;
                report.Add("reaction_p50_ms_floor", floor, "ms", "the same event to the next activity, on the floor");
                report.Add("reaction_over_floor", reactionMs / floor, "×", "median on Azurite to that on the floor");
            }
        }
    }

    private async Task MeasureRecoveryAsync(Report report, RecoveryFigure figure, CancellationToken cancellationToken)
    {
        Add("worker", "the app's process", await figure.AfterWorkerAsync(cancellationToken));
        Add("host", "the host, and another started at once", await figure.AfterHostAsync(cancellationToken));

        void Add(string key, string killed, Recovery recovery)
        {
            report.Add($"recovery_{key}_s", recovery.AllReacted.TotalSeconds, "s",
                $"kill -9 of {killed}: until {_scale.Waiting} waiting orchestrations have reacted to an event sent after it");
            report.Add($"recovery_{key}_activity_s", recovery.ActivityAgain.TotalSeconds, "s", "… until the activity that ran then has begun again");
        }
    }
}
