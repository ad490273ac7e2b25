using DtnBox.CopyBench.Subjects;
using DtnBox.Measuring;

namespace DtnBox.CopyBench.Figures;

/// <summary>Several subjects copy the same bucket, turn and turn about; the median of the rounds counts.</summary>
internal sealed class Comparison(string title, IStage stage, int rounds)
{
    private readonly Dictionary<ISubject, List<Cost>> _costs = [];
    private long _objects;
    private long _bytes;

    /// <summary>Measures, and writes one row for each subject; they are compared with the first.</summary>
    public async Task RunAsync(IReadOnlyList<ISubject> subjects, CancellationToken cancellationToken)
    {
        (_objects, _bytes) = await stage.LookAsync(cancellationToken);
        for (int round = 1; round <= rounds; round++)
        {
            foreach (ISubject subject in subjects)
            {
                await Console.Error.WriteAsync($"{title}, round {round}: {subject.Name} … ");
                Route route = await stage.SetAsync(cancellationToken);
                Cost cost = await subject.CopyAsync(route, cancellationToken);
                await Console.Error.WriteLineAsync($"{cost.WallSeconds:F1} s");
                await stage.ClearAsync(route, cancellationToken);
                (_costs.TryGetValue(subject, out List<Cost>? known) ? known : _costs[subject] = []).Add(cost);
            }
        }

        foreach (ISubject subject in subjects)
        {
            WriteRow(subject, subjects[0]);
        }
    }

    public double Wall(ISubject subject) => Median(subject, cost => cost.WallSeconds);

    public double Cpu(ISubject subject) => Median(subject, cost => cost.CpuSeconds);

    public double Peak(ISubject subject) => _costs[subject].Max(cost => cost.PeakMib);

    public static void WriteHead()
    {
        Console.WriteLine();
        Console.WriteLine("| data | copied by | wall s | MiB/s | objects/s | CPU-s | CPU-s/GiB | peak MiB | wall to first |");
        Console.WriteLine("|---|---|---:|---:|---:|---:|---:|---:|---:|");
    }

    private void WriteRow(ISubject subject, ISubject first)
    {
        double wall = Wall(subject);
        double mebibytes = _bytes / (1024.0 * 1024);
        Console.WriteLine(
            $"| {title} | {subject.Name} | {wall:F2} | {mebibytes / wall:F0} | {_objects / wall:F0} | {Cpu(subject):F2} "
            + $"| {Cpu(subject) / (mebibytes / 1024):F2} | {Peak(subject):F0} | {wall / Wall(first):F2} |");
    }

    private double Median(ISubject subject, Func<Cost, double> value) => new Samples(_costs[subject].Select(value)).Median;
}
