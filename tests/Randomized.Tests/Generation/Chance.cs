namespace DtnBox.Randomized.Tests.Generation;

/// <summary>The only source of chance in a schedule.</summary>
#pragma warning disable CA5394 // Not a secret: it must come out the same for the same seed.
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Gives a number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Between(int least, int most) => _random.Next(least, most + 1);

    public bool Happens(int percent) => _random.Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
#pragma warning restore CA5394
