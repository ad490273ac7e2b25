using DtnBox.CopyBench.Data;
using DtnBox.CopyBench.Subjects;
using DtnBox.Measuring;

namespace DtnBox.CopyBench.Figures;

/// <summary>Several subjects copy the same bucket, turn and turn about; the median of the rounds counts.</summary>
internal sealed class Comparison(string title, string fromBucket, Buckets buckets, int rounds)
{
    /// <summary>Deleting small copies takes longer than making them; the server has room for all of them.</summary>
    private const long LittleBytes = 1024 * 1024 * 1024;

    private readonly Dictionary<ISubject, List<Cost>> _costs = [];
    private long _objects;
    private long _bytes;

    /// <summary>Measures, and writes one row for each subject.</summary>
    /// <param name="subjects">The first is what the others are compared with.</param>
    /// <param name="source">Where each subject reads.</param>
    /// <param name="destination">Where each subject writes.</param>
    public async Task RunAsync(
        IReadOnlyList<ISubject> subjects, Uri source, Uri destination, CancellationToken cancellationToken)
    {
        Dictionary<string, long> objects = await buckets.ListAsync(fromBucket, cancellationToken);
        (_objects, _bytes) = (objects.Count, objects.Values.Sum());
        for (int round = 1; round <= rounds; round++)
        {
            foreach (ISubject subject in subjects)
            {
                string toBucket = await buckets.NewAsync(cancellationToken);
                await Console.Error.WriteAsync($"{title}, round {round}: {subject.Name} … ");
                Cost cost = await subject.CopyAsync(new Route(source, fromBucket, destination, toBucket), cancellationToken);
                await Console.Error.WriteLineAsync($"{cost.WallSeconds:F1} s");
                await buckets.RequireSameAsync(fromBucket, toBucket, cancellationToken);
                if (_bytes > LittleBytes)
                {
                    await buckets.EmptyAsync(toBucket, cancellationToken);
                }

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
