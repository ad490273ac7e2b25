namespace DtnBox.Measuring;

/// <summary>Several measurements of the same thing.</summary>
internal sealed class Samples(IEnumerable<double> values)
{
    private readonly double[] _sorted = [.. values.Order()];

    public double Min => _sorted[0];

    public double Max => _sorted[^1];

    public double Median => Percentile(50);

    /// <summary>Gives the smallest value that is not below so many percent of all (nearest rank).</summary>
    public double Percentile(double percent)
        => _sorted[Math.Max(0, (int)Math.Ceiling(percent / 100 * _sorted.Length) - 1)];
}
